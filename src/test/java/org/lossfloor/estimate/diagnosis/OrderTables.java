package org.lossfloor.estimate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.lossfloor.sweep.Direction;

/**
 * Prints the table of {@code src/site/markdown/diagnostics.md}: {@code ./mvnw -q test
 * -Dtest=OrderTables -Dorder.sets=20000}. Sweeps that are not random get a twentieth of the sets.
 */
@EnabledIfSystemProperty(named = "order.sets", matches = "[0-9]+")
class OrderTables {
  private static final List<Integer> TRIALS = List.of(24, 48, 96, 192, 512);
  private static final List<String> VALID = List.of("random", "failed", "rounded");

  @Test
  void levelsAndPowers() {
    int sets = Integer.getInteger("order.sets");
    System.out.println("| sweep | " + joined(n -> n + " trials") + " |");
    System.out.println("|---|" + joined(n -> "---").replace(" ", "") + "|");
    for (String how :
        List.of(
            "random",
            "failed",
            "rounded",
            "tpe",
            "evolution",
            "refinement",
            "drift",
            "grid",
            "rungs",
            "twice")) {
      int wanted = VALID.contains(how) ? sets : sets / 20;
      System.out.println("| " + how + " | " + joined(n -> cell(how, n, wanted)) + " |");
    }
    assertThat(sets).isPositive();
  }

  private static String joined(java.util.function.IntFunction<String> cell) {
    return TRIALS.stream().map(cell::apply).collect(Collectors.joining(" | "));
  }

  private static String cell(String how, int trials, int sets) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(trials);
    int one = 0;
    int five = 0;
    for (int i = 0; i < sets; i++) {
      double p =
          OrderTest.of(OrderedSweeps.scores(how, trials, random), Direction.MINIMIZE)
              .orElseThrow()
              .pValue();
      one += p < .01 ? 1 : 0;
      five += p < .05 ? 1 : 0;
    }
    String digits = VALID.contains(how) ? "%.4f (%.4f)" : "%.2f (%.2f)";
    return String.format(Locale.ROOT, digits, one / (double) sets, five / (double) sets);
  }
}
