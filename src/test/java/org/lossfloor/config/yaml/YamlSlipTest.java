package org.lossfloor.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.ConfigException;

/** Slips of the pen in YAML are called by their name, with line and column. */
class YamlSlipTest {
  private static final String GOOD =
      """
      name: a
      sources:
        - name: s
          format: csv
          path: in
          sampler: random
          metrics:
            - {metric: val_loss, direction: minimize}
      """;

  private static ConfigException wrong(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> AuditConfig.parse("f.yaml", yaml));
  }

  @Test
  void theFileIsGoodBefore() {
    assertThat(AuditConfig.parse("f.yaml", GOOD).name()).isEqualTo("a");
  }

  /** T stands for a tab, N for a no-break space, C for a control character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "    format|Tformat|4|1|a tab character",
        "    format|  T format|4|3|a tab character",
        "  - name|  -Tname|3|4|a tab character",
        "format: csv|format:Tcsv|4|12|a tab character",
        "val_loss, |val_loss,T|8|27|a tab character",
        "    path|NNNNpath|5|1|no-break",
        "path: in|path: iCn|5|12|U+0001",
        "    path: in|    path: in%    path: b|6|5|given twice",
        "name: a|name:a|1|6|no space after the colon of `name:`",
        "format: csv|format:csv|4|12|no space after the colon of `format:`",
        "sampler: random|sampler:random|6|13|no space after the colon of `sampler:`",
        "{metric: val|{metric:val|8|10|no space after the colon of `metric:`",
        "path: in|path: *.csv|5|11|start with `*`",
        "path: in|path: *x|5|11|start with `*`",
        "path: in|path: [*, a]|5|12|start with `*`",
        "path: in|path: @x|5|11|start with this character",
        "path: in|path: a: b|5|12|no key can be",
        "    path|      path|5|11|no key can be",
        "    path|   path|5|4|indentation",
        "    path| path|5|2|indentation",
        "path: in|path: 'in|5|11|the quote that opens here",
        "path: in|path: \"\\d+\"|5|13|backslash",
        "path: in|path: [a, b|5|11|the bracket that opens here",
        "minimize}|minimize|8|9|the bracket that opens here",
        "path: in|path: 'in' x|5|16|text follows"
      })
  void slips(String good, String slip, int line, int column, String what) {
    String written =
        slip.replace('T', '\t').replace('N', '\u00a0').replace('C', '\u0001').replace('%', '\n');
    ConfigException e = wrong(GOOD.replace(good, written));
    assertThat(e.what()).contains(what);
    assertThat(e.where()).isEqualTo("f.yaml, line " + line + ", column " + column);
    assertThat(e.mend()).isNotBlank().doesNotStartWith("Check");
  }
}
