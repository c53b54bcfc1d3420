package org.lossfloor.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void baseIsTheHeadOfSha256() {
    // printf '\0\0\0\0\0\0\0\1e1\0bootstrap' | sha256sum
    assertThat(Long.toHexString(Seeds.base(1, "e1", "bootstrap"))).isEqualTo("648e686fe635d276");
  }

  @Test
  void replicateIsSplitMix64() {
    // First outputs of SplitMix64 seeded with 0, as in the reference implementation.
    assertThat(Seeds.replicate(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(Seeds.replicate(0, 1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(Seeds.replicate(0, 2)).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void everyPartOfTheKeyCounts() {
    Set<Long> seeds = new HashSet<>();
    for (long run = 0; run < 5; run++) {
      for (String experiment : new String[] {"a", "b", "ab"}) {
        for (String purpose : new String[] {"bootstrap", "b", "bbootstrap"}) {
          long base = Seeds.base(run, experiment, purpose);
          for (int replicate = 0; replicate < 50; replicate++) {
            seeds.add(Seeds.replicate(base, replicate));
          }
        }
      }
    }
    assertThat(seeds).hasSize(5 * 3 * 3 * 50);
  }
}
