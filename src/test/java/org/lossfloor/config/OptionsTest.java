package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.error.ConfigException;

/**
 * Every option by its public face: YAML in, effective settings or a message out. Of each key the
 * smallest and the largest value, the words, one step beyond, another type, another word. What is
 * refused is named with file, line, key and value, and with what would be right.
 */
class OptionsTest {
  /**
   * Section, key, values that are taken, values that are refused; `;` between values, `~` for none.
   */
  private static final String OPTIONS =
      """
      top level | name | a ; "a: b" ; '\u00fc \ud83d\ude00' | [a] ; {a: 1}
      top level | fail_on | invalid_share>0.2 ; experiments<10 ; [ok<1, broken_sources>0] | foo>1 ; invalid_share ; invalid_share>x ; [[ok<1]] ; {a: 1}
      top level | sources | ~ | x ; 1 ; {a: 1} ; [x]
      top level | estimate | ~ | x ; 1 ; [1]
      top level | decide | ~ | x ; 1 ; [1]
      top level | output | ~ | x ; 1 ; [1]
      output | replicates | true ; false | maybe ; 2 ; [true] ; {a: 1}
      sources | name | a ; "a b" | [a] ; {a: 1}
      sources | format | jsonl ; json ; csv ; parquet | xml ; 1 ; [csv]
      sources | path | a ; [a, b] ; 's3a://b/*.csv' | {a: 1} ; [[a]]
      sources | path_regex | '(?<ds>a+)/' ; '(?P<ds>.)' | 'a+' ; '(' ; [a]
      sources | delimiter | ';' ; "\\t" ; '|' | ab ; '' ; [a]
      sources | encoding | UTF-8 ; windows-1252 ; UTF-16LE | UTF-99 ; 'a b' ; [UTF-8]
      sources | header | first | second ; 1 ; [first]
      sources | columns | [a] ; [a, loss, b] | {a: 1} ; [[a]]
      sources | cell_lines | 1 ; 100000 ; 2147483647 | 0 ; -1 ; 2147483648 ; 1.5 ; x ; [1] ; {a: 1}
      sources | cell_bytes | 1 ; 16777216 | 0 ; -1 ; 16777217 ; 1.5 ; x ; [1]
      sources | records | trials ; a.b[0] ; '*' | [a] ; {a: 1} ; 'a['
      sources | record | trial | row ; 1 ; [trial]
      sources | trial_id | a ; [a, b.c] ; 'a[0]' | {a: 1}
      sources | metrics | ~ | x ; [] ; [x] ; {a: 1}
      sources | group_by | [a, b.c] ; {ds: a.b} ; a | [[a]]
      sources | constants | {a: 1} ; {a: x, b: y} | x ; [a] ; {a: [1]}
      sources | hyperparameters | [a, b.c] ; ['hp_*', '*'] ; a | {a: 1} ; [[a]]
      sources | tags | [a] ; [a, b] | {a: 1}
      sources | trial_number | n ; a.b | [n] ; {a: 1}
      sources | seed | n ; a.b | [n]
      sources | executions | n ; a.b | [n]
      sources | start_time | n ; a.b | [n]
      sources | end_time | n ; a.b | [n]
      sources | duration | n ; a.b | [n]
      sources | timezone | UTC ; Europe/Berlin ; '+02:00' ; '-18:00' | Europe/Atlantis ; '+18:01' ; [UTC]
      sources | time_format | dd-MM-yyyy HH:mm ; [yyyy, 'MM/yyyy'] | qqqqqqqq ; 'yyyy{' ; {a: 1}
      sources | filters | [a == 1] ; ['a in [1, 2]'] ; ['a exists', 'b != x'] | [a] ; [a = 1] ; ['== 1'] ; [{a: 1}]
      sources | on_failed | worst ; exclude ; error | keep ; 1 ; [worst]
      sources | on_pruned | worst ; exclude ; keep | error ; 1 ; [worst]
      sources | on_running | exclude ; worst ; keep | error ; 1 ; [worst]
      sources | on_missing | worst ; exclude ; error | keep ; 1 ; [worst]
      sources | on_absent_field | reject ; worst ; exclude ; error | keep ; 1 ; [reject]
      sources | on_id_conflict | qualify ; reject ; error | keep ; 1 ; [reject]
      sources | dedup | first ; last ; none ; {key: [a], keep: first} | newest ; 1 ; [last]
      sources | reruns | average ; first ; separate | mean ; 1 ; [first]
      sources | sampler | random ; quasi_random ; grid ; adaptive ; unknown | bayes ; 1 ; [random]
      sources | sampler_field | s ; a.b | [s]
      sources | guessed | group_by ; [group_by, reduce] | {a: 1}
      sources | state | ~ | x ; [x]
      sources | estimate | ~ | x ; [x]
      sources | decide | ~ | x ; [x]
      dedup | key | a ; [a, b] | {a: 1}
      dedup | keep | first ; last | none ; 1 ; [last]
      metrics | name | a ; "a b" | [a] ; {a: 1}
      metrics | metric | a.b ; 'a[0]' ; [a, b] | {a: 1} ; [[a]]
      metrics | reduce | ~ | middle ; at_step ; at_step:x ; mean_last:0 ; [last]
      metrics | direction | minimize ; maximize | down ; 1 ; [minimize]
      metrics | direction_field | s ; a.b | [s]
      metrics | direction_guessed | true ; false | maybe ; [true]
      metrics | transform | none ; one_minus ; negate ; percent | log ; 1 ; [none]
      metrics | bounds | [0, 1] ; [null, 1] ; [0, null] ; [-1e308, 1e308] | [1, 0] ; [0] ; [0, 1, 2] ; x ; [x, 1] ; [.nan, 1] ; {a: 1}
      state | field | a ; a.b | [a]
      state | values | {ok: complete} ; {a: fail, b: pruned, c: running, d: waiting, e: unknown} | x ; [a] ; {a: done} ; {a: [fail]}
      state | failed_if | a ; [a, b] | {a: 1}
      estimate | threshold | auto ; none ; 0.25 ; -3 ; 25% | best ; 0% ; 101% ; '%' ; [1] ; {a: 1}
      estimate | dimension | 1 ; 10 | 0 ; 11 ; -1 ; 1.5 ; x ; [1] ; {a: 1}
      estimate | max_dimension | 1 ; 10 | 0 ; 11 ; -1 ; 1.5 ; x ; [1]
      estimate | bounds | [0, 1] ; [null, 1] ; [0, null] ; [-1e308, 1e308] | [1, 0] ; [0] ; [0, 1, 2] ; x ; [x, 1] ; [.nan, 1] ; {a: 1}
      estimate | confidence | 0.5 ; 0.999 | 0.4999 ; 0.9991 ; 0 ; 1 ; 95 ; x ; NaN ; [0.9]
      estimate | noise | auto ; none ; reruns ; neighbours ; 0.01 ; 0 ; 1e-300 ; {sd: 0.01, df: 12} ; 'sd=0.02,df=.5' | seeds ; -1 ; NaN ; [0.1] ; {sd: 0.01} ; {sd: 0.01, df: 0} ; {sd: x, df: 1} ; {sd: 1, df: 2, m: 3}
      estimate | replicates | 0 ; 1 ; 2147483647 | -1 ; 2147483648 ; 1.5 ; x ; [1]
      estimate | trials | [1] ; [1000000000] ; [1, 2, 3] | [0] ; [-1] ; [1000000001] ; [1.5] ; [x] ; {a: 1}
      estimate | seed | -9223372036854775808 ; 9223372036854775807 ; 0 | 9223372036854775808 ; -9223372036854775809 ; 1.5 ; x ; [1]
      estimate | objective | recipe ; reference | mle ; 1 ; [recipe]
      estimate | intervals | profile ; narrow ; calibrated ; percentile ; nonparametric | wald ; 1 ; [profile]
      decide | eps | 1e-300 ; 0.01 ; 5% ; 100% | 0 ; -1 ; 0% ; x ; [1] ; NaN
      decide | probability | 0.001 ; 0.5 ; 0.999 | 0 ; 1 ; -1 ; x ; NaN ; [0.5]
      decide | next_trials | [1] ; [10, 1000000000] | [0] ; [-1] ; [1.5] ; [x] ; [1000000001] ; {a: 1}
      """;

  /** What its own tests cover, because one value alone makes no audit. */
  private static final Set<String> APART = Set.of("metrics curve", "metrics step", "metrics value");

  /** Their values are named by kind, because the command line gives them as well or many are. */
  private static final Set<String> NAMED_BY_VALUE = Set.of("fail_on", "time_format");

  /**
   * One value of one option in a file.
   *
   * @param section the heading of its section
   * @param key the key
   * @param value the value as it stands in the file
   */
  record Case(String section, String key, String value) {
    @Override
    public String toString() {
      return section + " " + key + ": " + value;
    }

    /** A small audit with this value, which stands on one line. */
    String yaml() {
      Map<String, String> top = new LinkedHashMap<>();
      Map<String, String> source = new LinkedHashMap<>();
      Map<String, String> metric = new LinkedHashMap<>();
      top.put("name", "n");
      top.put("sources", "");
      source.put("name", "s");
      source.put("format", "csv");
      source.put("path", "a.csv");
      source.put("metrics", "");
      metric.put("metric", "m");
      metric.put("direction", "minimize");
      switch (section) {
        case "top level" -> top.put(key, value);
        case "sources" -> source.put(key, value);
        case "metrics" -> metric.put(key, value);
        case "state", "dedup" -> source.put(section, "");
        default -> top.put(section, "");
      }
      if (key.equals("records")) {
        source.put("format", "json");
      }
      if (key.equals("header") || key.equals("columns")) {
        source.putIfAbsent("columns", "[m]");
      }
      List<String> lines = new ArrayList<>();
      top.forEach((k, v) -> lines.add(k + ": " + v));
      List<String> ofSource = new ArrayList<>();
      source.forEach(
          (k, v) -> {
            ofSource.add("    " + k + ": " + v);
            if (k.equals("metrics") && v.isEmpty()) {
              metric.forEach((n, w) -> ofSource.add("        " + n + ": " + w));
              int first = ofSource.size() - metric.size();
              ofSource.set(first, ofSource.get(first).replaceFirst("        ", "      - "));
            } else if (k.equals(section)) {
              if (!key.equals("field") && k.equals("state")) {
                ofSource.add("      field: f");
              }
              ofSource.add("      " + key + ": " + value);
            }
          });
      ofSource.set(0, ofSource.get(0).replaceFirst("    ", "  - "));
      if (top.get("sources").isEmpty()) {
        lines.addAll(lines.indexOf("sources: ") + 1, ofSource);
      }
      if (top.containsKey(section) && top.get(section).isEmpty() && !section.equals("sources")) {
        lines.add(lines.indexOf(section + ": ") + 1, "  " + key + ": " + value);
      }
      return String.join("\n", lines) + "\n";
    }

    /** The line of the file on which the value stands. */
    int line() {
      List<String> lines = yaml().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).strip().replaceFirst("^- ", "").equals(key + ": " + value)) {
          return i + 1;
        }
      }
      throw new IllegalStateException(yaml());
    }

    /** The words of the value, of which a message has to show one. */
    List<String> words() {
      return Arrays.stream(value.split("[<>=\\[\\]{},:'\" ]+")).filter(w -> !w.isEmpty()).toList();
    }
  }

  private static Stream<String[]> rows() {
    return OPTIONS.lines().map(line -> line.split(" \\| ", 4));
  }

  private static Stream<Case> cases(String[] row, int column) {
    return Arrays.stream(row[column].split(" ; "))
        .filter(value -> !value.equals("~"))
        .map(value -> new Case(row[0], row[1], value));
  }

  static Stream<Case> refused() {
    return rows().flatMap(row -> cases(row, 3));
  }

  static Stream<List<Case>> taken() {
    return rows().map(row -> cases(row, 2).toList()).filter(cases -> !cases.isEmpty());
  }

  /** An option that is added has to be added here. */
  @Test
  void everyKeyOfTheReferenceIsTried() throws IOException {
    String reference = Files.readString(Path.of("src/site/markdown/options.md"));
    Set<String> documented = new TreeSet<>();
    String section = "";
    for (String line : reference.lines().skip(1).toList()) {
      Matcher key = Pattern.compile("\\| `([a-z_]+)` \\|.*").matcher(line);
      if (line.equals("### Where else")) {
        break;
      } else if (line.startsWith("### ")) {
        section = line.substring(4);
      } else if (key.matches()) {
        documented.add(section + " " + key.group(1));
      }
    }
    Set<String> tried = new TreeSet<>(APART);
    rows().forEach(row -> tried.add(row[0] + " " + row[1]));
    assertThat(tried).isEqualTo(documented);
  }

  /** Each value means something else, and the effective settings say so and are read back. */
  @ParameterizedTest
  @MethodSource("taken")
  void everyValueWithinBoundsIsTaken(List<Case> values) {
    List<String> effective = new ArrayList<>();
    for (Case value : values) {
      AuditConfig audit = AuditConfig.parse("audit.yaml", value.yaml());
      assertThat(AuditConfig.parse("manifest", audit.toJson()))
          .as(value.toString())
          .isEqualTo(audit);
      effective.add(audit.toJson());
    }
    assertThat(effective).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void everyOtherValueIsNamedWithItsPlaceAndTheMend(Case value) {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> AuditConfig.parse("audit.yaml", value.yaml()));
    assertThat(e).as(value.yaml()).isNotNull();
    assertThat(e.where()).startsWith("audit.yaml, line ");
    if (!value.key().equals("time_format")) {
      // A pattern of a time is told at its source.
      assertThat(e.where()).startsWith("audit.yaml, line " + value.line() + ", column ");
    }
    assertThat(e.mend()).isNotBlank();
    if (!NAMED_BY_VALUE.contains(value.key())) {
      assertThat(e.what() + " " + e.mend()).contains(value.key());
    }
    if (!value.words().isEmpty() && !value.value().matches("[\\[{].*")) {
      assertThat(e.what() + " " + e.mend()).containsAnyOf(value.words().toArray(String[]::new));
    }
  }
}
