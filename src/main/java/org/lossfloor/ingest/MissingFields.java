package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.Nearest;
import org.lossfloor.config.SourceConfig;

/**
 * What the mapping of a source names and its records do not have.
 *
 * @param fault all of it, when one of the fields is needed
 * @param warnings a sentence each, when none is
 */
record MissingFields(Optional<InputException> fault, List<String> warnings) {
  private static final int FIELDS_SHOWN = 40;

  static MissingFields of(SparkSession spark, ListedSource listed, Survey survey) {
    SourceConfig source = listed.source();
    Plan plan = new TrialMaker(source).plan();
    List<String> counted = plan.counted();
    long records = survey.found(source, counted.size());
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      String field = counted.get(i);
      if (records > 0
          && !field.isEmpty()
          && survey.found(source, i) == 0
          && !missing.contains(field)) {
        missing.add(field);
      }
    }
    if (missing.isEmpty()) {
      return new MissingFields(Optional.empty(), List.of());
    }
    List<String> names = FieldNames.of(spark, source, listed.files());
    return missing.stream().anyMatch(plan::needed)
        ? new MissingFields(Optional.of(fault(source, missing, names, records)), List.of())
        : new MissingFields(
            Optional.empty(),
            missing.stream().map(field -> warning(source, field, names, records)).toList());
  }

  private static InputException fault(
      SourceConfig source, List<String> missing, List<String> names, long records) {
    String there = names.stream().limit(FIELDS_SHOWN).collect(Collectors.joining(", "));
    String near =
        missing.stream()
            .map(field -> near(field, names, missing.size() > 1))
            .collect(Collectors.joining());
    String fields =
        missing.stream().map(field -> "`" + field + "`").collect(Collectors.joining(", "));
    return new InputException(
        (missing.size() == 1 ? "the field " + fields + " is" : "the fields " + fields + " are")
            + " in none of the "
            + records
            + " records",
        SourceJudge.where(source),
        near + "Fields there: " + there + (names.size() > FIELDS_SHOWN ? ", ..." : "") + ".");
  }

  private static String near(String field, List<String> names, boolean named) {
    return Nearest.to(field, names)
        .map(name -> "Did you mean `" + name + "`" + (named ? " by `" + field + "`" : "") + "? ")
        .orElse("");
  }

  private static String warning(
      SourceConfig source, String field, List<String> names, long records) {
    return ("source "
            + source.name()
            + ": the field `"
            + field
            + "` is in none of the "
            + records
            + " records. "
            + near(field, names, false))
        .strip();
  }
}
