package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.LocalSpark;

/** Every statement of the page on SQL runs in a plain session. */
class SqlPageIT {
  private static SparkSession spark;
  private static PageShell shell;

  /** Forty trials of each of three experiments. */
  @BeforeAll
  static void trials() throws IOException {
    shell = PageShell.shared();
    // Makes audits/demo.
    shell.run(Page.of(Page.SITE.resolve("cookbook.md")));
    spark = LocalSpark.session().newSession();
    spark.sql(
        """
        CREATE TEMPORARY VIEW trials AS
        SELECT model, 'digits' AS dataset, 'minimize' AS metric_direction, status,
               0.1 + pow(pmod(xxhash64(model, i), 1000) / 1000, 2) AS score
        FROM explode(array('cnn', 'mlp', 'gbt')) AS models(model), range(120) AS numbers(i),
             (SELECT 'FINISHED' AS status)
        """);
  }

  static List<String> statements() {
    return Page.of(Page.SITE.resolve("sql.md")).blocks("sql").stream()
        .flatMap(block -> Arrays.stream(block.text().split(";\\s*\n")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementGivesRows(String statement) {
    Dataset<Row> rows =
        spark.sql(
            statement
                .replace("mlruns", shell.folder().resolve("mlruns").toString())
                .replace("audits/demo", shell.folder().resolve("audits/demo").toString()));
    if (statement.startsWith("CREATE")) {
      return;
    }
    if (statement.startsWith("SELECT model, dataset, law.*")) {
      rows.createOrReplaceTempView("laws");
    }
    boolean finds = !statement.contains("FROM laws");
    assertThat(rows.takeAsList(1)).hasSize(finds ? 1 : 0);
  }
}
