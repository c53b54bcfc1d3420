package org.lossfloor.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.error.ConfigException;

/** A declared option is read, checked, written and described in one way, wherever it is set. */
class KeyTest {
  private static final Path PAGE = Path.of("src/site/markdown/options.md");

  private static final Path EXAMPLE = Path.of("conf/audit.example.yaml");

  static Stream<Key<?>> keys() {
    return Arrays.stream(Key.Section.values()).flatMap(section -> section.keys().stream());
  }

  static Stream<Key<?>> typedKeys() {
    return Arrays.stream(Key.Face.values()).flatMap(face -> Key.on(face).stream()).distinct();
  }

  @ParameterizedTest
  @MethodSource("keys")
  <T> void everyKeyIsDescribed(Key<T> key) {
    assertThat(Key.reference()).contains("| `" + key.key() + "` | " + key.type().words() + " |");
    assertThat(key.section().keys()).filteredOn(k -> k.key().equals(key.key())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("typedKeys")
  <T> void aDefaultPassesItsOwnCheck(Key<T> key) {
    key.fallback()
        .ifPresent(
            usual -> {
              String typed = String.valueOf(key.type().plain().apply(usual));
              assertThat(key.parse(typed.replaceAll("[\\[\\] ]", ""))).isEqualTo(usual);
            });
  }

  @ParameterizedTest
  @MethodSource("typedKeys")
  void rubbishIsRefusedByNameOfTheFlag(Key<?> key) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> key.parse("no, such"));
    assertThat(e.what()).contains("`no, such`");
    assertThat(e.where()).isEqualTo(key.flag());
    assertThat(e.mend()).isEqualTo("give " + key.type().typed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "confidence | 0.5 | 0.499",
        "confidence | 0.999 | 0.9991",
        "confidence | 0.95 | NaN",
        "confidence | 0.95 | 1.5",
        "replicates | 0 | -1",
        "replicates | 2147483647 | 2147483648",
        "dimension | 1 | 0",
        "dimension | 10 | 11",
        "max_dimension | 10 | 11",
        "max_dimension | 1 | 1.0",
        "seed | -9223372036854775808 | 9223372036854775808",
        "threshold | 100% | 100.1%",
        "threshold | -3e-5 | Infinity",
        "threshold | none | None",
        "bounds | 0, | 0",
        "bounds | ,-1.5 | 1,1",
        "bounds | 0,1 | 0,1,2",
        "bounds | 0,1 | 0,NaN",
        "intervals | calibrated | bayes",
        "objective | reference | RECIPES",
        "eps | 5e-4 | 0",
        "eps | 100% | 0%",
        "next_trials | 1,1000000000 | 0",
        "next_trials | 7 | 1,,2",
        "trials | 1,1000000000 | 1000000001",
        "trials | 7 | 1.5",
        "direction | MAXIMIZE | up",
        "encoding | windows-1252 | utf-9",
      })
  void everyOptionHasItsBounds(String name, String good, String bad) {
    Key<?> key = typedKeys().filter(k -> k.key().equals(name)).findFirst().orElseThrow();
    assertThat(key.parse(good)).isNotNull();
    assertThat(catchThrowableOfType(ConfigException.class, () -> key.parse(bad))).isNotNull();
  }

  @Test
  void namesOnTheCommandLineAndOfParametersFollowFromTheKey() {
    assertThat(Key.MAX_DIMENSION.flag()).isEqualTo("--max-dimension");
    assertThat(Key.MAX_DIMENSION.param()).isEqualTo("maxDimension");
    assertThat(Key.RANDOM_SEED.param()).isEqualTo("seed");
  }

  @Test
  void whatIsGivenGoesBeforeWhatHoldsElse() {
    KeyValues file = KeyValues.NONE.with(Key.CONFIDENCE, .9).with(Key.REPLICATES, 50);
    KeyValues typed = KeyValues.NONE.withText(Key.CONFIDENCE, "0.8");
    KeyValues both = typed.over(file);
    assertThat(both.get(Key.CONFIDENCE)).isEqualTo(.8);
    assertThat(both.get(Key.REPLICATES)).isEqualTo(50);
    assertThat(both.get(Key.RANDOM_SEED)).isZero();
    assertThat(both.has(Key.RANDOM_SEED)).isFalse();
  }

  /** Written anew by {@code mvn test -Dtest=KeyTest -Dlossfloor.write=true}. */
  @Test
  void thePageOfOptionsIsThatOfTheDeclarations() throws IOException {
    if (Boolean.getBoolean("lossfloor.write")) {
      Files.writeString(PAGE, Key.page());
    }
    assertThat(PAGE).content().isEqualTo(Key.page());
  }

  /** The sections with the settings of the core are printed; of the others every key is there. */
  @Test
  void theExampleShowsEveryKeyAndItsDefault() throws IOException {
    String example = Files.readString(EXAMPLE);
    String printed = example;
    for (Key.Section section :
        new Key.Section[] {Key.Section.OUTPUT, Key.Section.ESTIMATE, Key.Section.DECIDE}) {
      String block = "(?m)^" + section.title() + ":.*\\R(?:  .*\\R)*";
      printed = printed.replaceFirst(block, Matcher.quoteReplacement(section.example()));
    }
    if (Boolean.getBoolean("lossfloor.write")) {
      Files.writeString(EXAMPLE, printed);
    } else {
      assertThat(example).isEqualTo(printed);
    }
    keys()
        .forEach(
            key ->
                assertThat(example)
                    .as(key.key())
                    .containsPattern("(?m)(^|[\\s{#])" + key.key() + ":( |$)"));
  }
}
