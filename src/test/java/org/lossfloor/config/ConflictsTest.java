package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.error.ConfigException;

/**
 * Options that are right alone and contradict each other. The message says which, on which line,
 * and what to do; the same options without the contradiction are taken.
 */
class ConflictsTest {
  private static final String CSV = "format: csv";
  private static final String LOSS = "metric: loss; direction: minimize";

  /** An audit of one source with one metric; lines are separated by semicolons. */
  private static String yaml(String source, String metric) {
    StringBuilder yaml = new StringBuilder("name: n\nsources:\n  - name: s\n    path: a\n");
    for (String line : source.split("; ", -1)) {
      yaml.append("    ").append(line.strip()).append('\n');
    }
    yaml.append("    metrics:\n");
    String indent = "      - ";
    for (String line : metric.split("; ", -1)) {
      yaml.append(indent).append(line.strip()).append('\n');
      indent = "        ";
    }
    return yaml.toString();
  }

  private static AuditConfig parse(String yaml) {
    return AuditConfig.parse("audit.yaml", yaml);
  }

  private static ConfigException refusal(String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> parse(yaml));
    assertThat(e).as(yaml).isNotNull();
    return e;
  }

  private static int lineOf(String start, String yaml) {
    List<String> lines = yaml.lines().map(line -> line.strip().replaceFirst("^- ", "")).toList();
    return 1
        + IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(start))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(start + " is not in " + yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // source | metric | what | the line it names | the mend
        "format: csv; header: none | metric: m; direction: minimize | without `columns` | header | Name the columns",
        "format: csv; columns: [m, a, m] | metric: m; direction: minimize | twice in `columns` | columns | name of its own",
        "format: jsonl; header: none; columns: [m] | metric: m; direction: minimize | `header` is for csv only | header | Leave it out",
        "format: jsonl; cell_lines: 5 | metric: m; direction: minimize | `cell_lines` is for csv only | cell_lines | Leave it out",
        "format: parquet; cell_bytes: 5 | metric: m; direction: minimize | `cell_bytes` is for csv only | cell_bytes | Leave it out",
        "format: jsonl; delimiter: ';' | metric: m; direction: minimize | `delimiter` is for tables only, and no log of the format jsonl is one | delimiter | Leave it out",
        "format: keras-tuner; delimiter: ';' | metric: m; direction: minimize | `delimiter` is for tables only | delimiter | Leave it out",
        "format: csv; estimate: {max_dimension: 5, dimension: 2} | metric: m; direction: minimize | `max_dimension` does not go with `dimension` | estimate | Leave one of them out",
        "format: parquet; encoding: UTF-8 | metric: m; direction: minimize | `encoding` is for text only | encoding | Leave it out",
        "format: csv | curve: c; reduce: last; direction: minimize | csv has no arrays | curve: c | record: point",
        "format: csv; record: point; trial_id: t; dedup: last | metric: m; reduce: last; direction: minimize | `dedup` does not go with `record: point` | dedup | Leave it out",
        "format: jsonl; record: point; trial_id: t | curve: c; reduce: last; direction: minimize | `curve` does not go with `record: point` | curve: c | name the number with `metric`",
        "format: jsonl; record: point; trial_id: t | metric: m; direction: minimize | `reduce` is missing | metric: m | which score a curve gives",
        "format: jsonl | metric: m; curve: c; reduce: last; direction: minimize | either `metric` or `curve` | metric: m | `curve` for an array",
        "format: jsonl | name: x; direction: minimize | either `metric` or `curve` | name: x | for one number",
        "format: jsonl | curve: c; direction: minimize | `reduce` is missing | curve: c | which score a curve gives",
        "format: jsonl | metric: m; step: s; direction: minimize | need a curve | metric: m | Name the array",
        "format: jsonl | metric: m; value: v; direction: minimize | need a curve | metric: m | Name the array",
        "format: jsonl | metric: m; reduce: at_step:5; direction: minimize | need a curve | metric: m | Name the array",
        "format: jsonl | metric: m; reduce: mean_last:5; direction: minimize | need a curve | metric: m | Name the array",
        "format: jsonl | metric: ['a[*].b', c]; reduce: last; direction: minimize | does not go with `[*]` | metric: ['a | Give one name",
        "format: jsonl; group_by: ['a[*].b'] | metric: m; direction: minimize | `a[*].b` is not a path | name: s | separated by dots",
        "format: jsonl; tags: [a..b] | metric: m; direction: minimize | `a..b` is not a path | name: s | separated by dots",
        "format: csv; group_by: {metric: a} | metric: m; direction: minimize | `metric` is taken | group_by | other_name",
        "format: csv; group_by: {a: b}; constants: {a: x} | metric: m; direction: minimize | `a` is taken | group_by | other_name",
        "format: csv; constants: {source: x} | metric: m; direction: minimize | `source` is taken | constants | other_name",
        "format: csv; estimate: {seed: 1} | metric: m; direction: minimize | `seed` does not belong under a source | estimate | at the top of the file",
        "format: csv; state: {values: {ok: complete}} | metric: m; direction: minimize | `state` names no field | state | failed_if",
      })
  void optionsThatContradictAreNamedWithTheirLineAndTheMend(
      String source, String metric, String what, String line, String mend) {
    String yaml = yaml(source, metric);
    ConfigException e = refusal(yaml);
    assertThat(e.what()).contains(what);
    assertThat(e.where()).startsWith("audit.yaml, line " + lineOf(line, yaml) + ", column ");
    assertThat(e.mend()).contains(mend);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "format: csv; header: none; columns: [m, a] | metric: m; direction: minimize",
        "format: csv; header: first; columns: [m, a] | metric: m; direction: minimize",
        "format: csv; encoding: UTF-16LE; delimiter: ','; cell_lines: 5 | metric: m; direction: minimize",
        "format: mlflow; delimiter: ';' | metric: m; direction: minimize",
        "format: ray; delimiter: ';' | metric: m; direction: minimize",
        "format: csv; estimate: {dimension: 2} | metric: m; direction: minimize",
        "format: jsonl; encoding: UTF-16LE | metric: m; direction: minimize",
        "format: csv; record: point; trial_id: t | metric: m; reduce: last; direction: minimize",
        "format: csv; record: point; trial_id: t; dedup: none | metric: m; step: s; reduce: at_step:5; direction: minimize",
        "format: jsonl | curve: c; step: s; value: v; reduce: mean_last:5; direction: minimize",
        "format: parquet | curve: c; reduce: last; direction: minimize",
        "format: jsonl | metric: 'a[*].b'; reduce: last; direction: minimize",
        "format: jsonl | metric: [a.b, c]; direction: minimize",
        "format: csv; group_by: {a: a}; constants: {a: x} | metric: m; direction: minimize",
        "format: csv; estimate: {confidence: 0.9} | metric: m; direction: minimize",
        "format: csv; state: {failed_if: f} | metric: m; direction: minimize",
      })
  void theSameOptionsWithoutTheContradictionAreTaken(String source, String metric) {
    AuditConfig audit = parse(yaml(source, metric));
    assertThat(AuditConfig.parse("manifest", audit.toJson())).isEqualTo(audit);
  }

  /** The last or best value of a single number is that number. */
  @ParameterizedTest
  @ValueSource(strings = {"last", "best", "min", "max"})
  void aReductionOfOneNumberChangesNothing(String reduce) {
    AuditConfig plain = parse(yaml(CSV, LOSS));
    assertThat(parse(yaml(CSV, LOSS + "; reduce: " + reduce))).isEqualTo(plain);
  }

  @Test
  void twoMetricsOrSourcesOfOneNameAreRefused() {
    String two = yaml(CSV, LOSS) + "      - metric: loss\n        direction: maximize\n";
    ConfigException e = refusal(two);
    assertThat(e.what()).contains("two metrics are called `loss`");
    assertThat(e.mend()).contains("another `name`");
    assertThat(parse(two + "        name: gain\n").sources().get(0).metrics()).hasSize(2);

    String twice = yaml(CSV, LOSS) + yaml(CSV, LOSS).replace("name: n\nsources:\n", "");
    assertThat(refusal(twice).what()).contains("two sources");
    assertThat(refusal(twice).where()).startsWith("audit.yaml, line 9");
  }

  /** What is wrong in the second source is told with the line of the second. */
  @Test
  void theLineIsThatOfTheSourceThatIsWrong() {
    String second = yaml(CSV + "; header: none", LOSS).replace("name: s", "name: t");
    String yaml = yaml(CSV, LOSS) + second.replace("name: n\nsources:\n", "");
    assertThat(refusal(yaml).where()).startsWith("audit.yaml, line " + lineOf("header", yaml));
  }
}
