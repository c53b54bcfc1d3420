package org.lossfloor.config.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.path.FieldPath.Step;

/** Paths to fields and expressions over the paths of files, as a configuration writes them. */
class FieldPathTest {
  private static List<Step> steps(String text) {
    return FieldPath.parse(text).orElseThrow().steps();
  }

  @Test
  void namesItemsAndStarsAreSteps() {
    assertThat(steps("a")).containsExactly(new Step.Name("a"));
    assertThat(steps("a.b c.d/e-f"))
        .containsExactly(new Step.Name("a"), new Step.Name("b c"), new Step.Name("d/e-f"));
    assertThat(steps("a[0].b[12]"))
        .containsExactly(
            new Step.Name("a"), new Step.Index(0), new Step.Name("b"), new Step.Index(12));
    assertThat(steps("[3][*]")).containsExactly(new Step.Index(3), new Step.All());
    assertThat(steps("a[999999999]")).endsWith(new Step.Index(999_999_999));
    assertThat(FieldPath.parse("a[*].b[*]").orElseThrow().stars()).isEqualTo(2);
    assertThat(FieldPath.parse("a[7].b").orElseThrow().stars()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ".a",
        "a.",
        "a..b",
        "a[",
        "a]",
        "a[]",
        "a[-1]",
        "a[x]",
        "a[1",
        "a[1.5]",
        "a[9999999999]",
        "a[*",
        "[**]",
        "a]b"
      })
  void whatIsNoPathIsNone(String text) {
    assertThat(FieldPath.parse(text)).isEmpty();
  }

  @Test
  void pathGroupsTakeUnderscoresAndPythonsSpelling() {
    PathRegex regex = PathRegex.parse("/(?<data_set>\\w+)/(?P<run>[0-9a-f]+)\\.json").orElseThrow();
    assertThat(regex.fields("file:/logs/mnist/0f.json"))
        .contains(Map.of("data_set", "mnist", "run", "0f"));
    assertThat(regex.fields("file:/logs")).isEmpty();
  }

  /** A group that the path does not have is empty text, like an empty cell of a table. */
  @Test
  void aGroupWithoutAPartInTheMatchIsEmpty() {
    PathRegex regex = PathRegex.parse("/a(?:-(?<fold>\\d+))?/(?<file>\\w+)").orElseThrow();
    assertThat(regex.fields("/a-7/x")).contains(Map.of("fold", "7", "file", "x"));
    assertThat(regex.fields("/a/x")).contains(Map.of("fold", "", "file", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "(a)", "(?:a)", "(?<a", "(?<a>b", "(?<1>a)", "\\(?<a>b\\)", "(?<a>[)"})
  void anExpressionWithoutANamedGroupIsNone(String text) {
    assertThat(PathRegex.parse(text)).isEmpty();
  }
}
