package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.Network$;
import org.apache.spark.internal.config.package$;
import org.apache.spark.sql.internal.SQLConf;
import org.junit.jupiter.api.Test;

/** {@code conf/spark-defaults.conf}: Spark silently ignores what it does not know. */
class SparkDefaultsTest {
  @Test
  void sparkKnowsEveryKeyAndTakesEveryValue() throws Exception {
    Properties settings = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Commands.ROOT.resolve("conf/spark-defaults.conf"))) {
      settings.load(reader);
    }
    assertThat(settings).isNotEmpty();
    // Entries exist once their holders are loaded.
    assertThat(new SQLConf().numShufflePartitions()).isPositive();
    assertThat(Network$.MODULE$.NETWORK_TIMEOUT().key()).isEqualTo("spark.network.timeout");
    assertThat(package$.MODULE$.EXECUTOR_MEMORY().key()).isEqualTo("spark.executor.memory");
    for (String key : settings.stringPropertyNames()) {
      if (!key.startsWith("spark.hadoop.")) {
        ConfigEntry<?> entry = ConfigEntry.findEntry(key);
        assertThat(entry).as(key).isNotNull();
        assertThat(entry.valueConverter().apply(settings.getProperty(key).trim())).isNotNull();
      }
    }
    assertThat(ConfigEntry.findEntry("spark.speculation.quantil")).isNull();
  }
}
