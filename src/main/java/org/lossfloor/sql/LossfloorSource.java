package org.lossfloor.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.RelationProvider;
import org.lossfloor.audit.ConfigFile;
import org.lossfloor.audit.InitJob;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Logs and runs for Spark's reader: {@code spark.read().format("lossfloor")}, in SQL {@code USING
 * lossfloor}. Its options:
 *
 * <table>
 * <caption>Options</caption>
 * <tr><th>option</th><th>meaning</th></tr>
 * <tr><td>{@code path}</td><td>a log: file, folder, glob or URL of a tracker's database, which is
 *     recognised; with {@code table}, the output of audits or one run, {@code DIR/run_id=ID}</td>
 *     </tr>
 * <tr><td>{@code config}</td><td>the configuration of an audit, instead of a log's path</td></tr>
 * <tr><td>{@code table}</td><td>the name of a table of published runs</td></tr>
 * </table>
 *
 * <p>Without {@code table} the rows are those of the table {@code trials} that an audit of the log
 * writes: one for each trial and metric, those that are kept out among them. The log is read when
 * rows are first asked for, and once.
 */
public final class LossfloorSource implements RelationProvider, DataSourceRegister {
  private static final String PATH = "path";
  private static final String CONFIG = "config";
  private static final String TABLE = "table";
  private static final List<String> OPTIONS = List.of(PATH, CONFIG, TABLE);

  /** Makes the source; Spark does. */
  public LossfloorSource() {}

  @Override
  public String shortName() {
    return "lossfloor";
  }

  /**
   * Finds the rows that are asked for; no record of a log is read yet.
   *
   * @throws UserException if an option cannot be used, no log is recognised, or there is no such
   *     run or table
   */
  @Override
  public BaseRelation createRelation(
      SQLContext context, scala.collection.immutable.Map<String, String> given) {
    Map<String, String> options = known(CollectionConverters.asJava(given));
    SparkSession spark = context.sparkSession();
    if (options.containsKey(TABLE)) {
      List<RunTables> runs =
          RunTables.every(spark, path(options, "the output of audits, or DIR/run_id=ID"));
      return new RowRelation(context, new RunRows(runs, options.get(TABLE)).rows());
    }
    return new RowRelation(context, new LogRows(spark, config(spark, options)));
  }

  private static AuditConfig config(SparkSession spark, Map<String, String> options) {
    if (!options.containsKey(CONFIG)) {
      return InitJob.recognise(spark, List.of(path(options, "a log"))).config();
    }
    if (options.containsKey(PATH)) {
      throw new UsageException(
          "both `path` and `config` say what to read", "the options of lossfloor", "give one");
    }
    return ConfigFile.load(options.get(CONFIG));
  }

  private static String path(Map<String, String> options, String what) {
    return Optional.ofNullable(options.get(PATH))
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no path to read",
                    "the options of lossfloor",
                    "give `path`: " + what));
  }

  /** A misspelt option must not read something else. */
  private static Map<String, String> known(Map<String, String> given) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(given);
    for (String option : options.keySet()) {
      if (OPTIONS.stream().noneMatch(option::equalsIgnoreCase)) {
        throw new UsageException(
            "there is no option `" + option + "`",
            "the options of lossfloor",
            Nearest.mend(option, OPTIONS, "The options are " + String.join(", ", OPTIONS)));
      }
    }
    return options;
  }
}
