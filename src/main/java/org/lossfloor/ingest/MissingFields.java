package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.error.Nearest;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.mark.EventSet;
import org.lossfloor.read.KnownFields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.trial.TrialMaker;

/**
 * The fields that the mapping of a source names and its records do not have.
 *
 * @param fault all of it, when something is needed
 * @param warnings a sentence each, when nothing is
 */
record MissingFields(Optional<InputException> fault, List<String> warnings) {
  private static final int FIELDS_SHOWN = 40;

  /** Finds what is missing, from the counts of one survey. */
  private static final class Search {
    private final KnownFields known;
    private final ListedSource listed;
    private final Survey survey;
    private final Plan plan;
    private final long records;

    /** What is missing, and where to search its name. */
    private final Map<String, List<String>> missing = new LinkedHashMap<>();

    private List<String> names;
    private boolean needed;

    Search(EventSet<?> events, ListedSource listed, Survey survey) {
      known = new KnownFields(listed.source(), events.files(listed.files()));
      this.listed = listed;
      this.survey = survey;
      plan = new TrialMaker(listed.source()).plan();
      int counts = plan.slots().size() + 2 * plan.curves().size() + plan.prefixes().size();
      records = survey.found(listed.source(), counts);
    }

    private boolean never(int position) {
      return survey.found(listed.source(), position) == 0;
    }

    private List<String> names() {
      if (names == null) {
        names = known.names();
      }
      return names;
    }

    private void run() {
      List<String> fields = new ArrayList<>(plan.slots());
      fields.addAll(plan.curves());
      Set<String> usual = listed.source().usualFields();
      for (int i = 0; i < fields.size(); i++) {
        boolean wanted = plan.needed(fields.get(i)) || !usual.contains(fields.get(i));
        if (wanted && !fields.get(i).isEmpty() && never(i)) {
          missing.put(fields.get(i), names());
          needed |= plan.needed(fields.get(i));
        }
      }
      for (int i = 0; i < plan.curves().size(); i++) {
        int position = fields.size() + i;
        if (!never(position - plan.curves().size()) && never(position)) {
          point(plan.curves().get(i), plan.values().get(i));
        }
      }
      for (int i = 0; i < plan.prefixes().size(); i++) {
        String prefix = plan.prefixes().get(i) + "*";
        if (!usual.contains(prefix) && never(fields.size() + plan.curves().size() + i)) {
          missing.put(prefix, names());
        }
      }
    }

    /** Points without a value may belong to failed trials; a wrong name shows in them. */
    private void point(String curve, String value) {
      List<String> there = value.isEmpty() ? List.of() : known.ofPoints(curve);
      boolean nested = there.stream().anyMatch(name -> value.startsWith(name));
      if (!there.isEmpty() && !nested) {
        String start = curve + "[*].";
        missing.put(start + value, there.stream().map(name -> start + name).toList());
        needed = true;
      }
    }
  }

  static MissingFields of(EventSet<?> events, ListedSource listed, Survey survey) {
    Search search = new Search(events, listed, survey);
    if (search.records > 0) {
      search.run();
    }
    if (search.missing.isEmpty()) {
      return new MissingFields(Optional.empty(), List.of());
    }
    return search.needed
        ? new MissingFields(Optional.of(fault(listed.source(), search)), List.of())
        : new MissingFields(
            Optional.empty(),
            search.missing.keySet().stream()
                .map(field -> warning(listed.source(), field, search))
                .toList());
  }

  private static InputException fault(SourceConfig source, Search search) {
    Map<String, List<String>> missing = search.missing;
    List<String> names = missing.values().stream().flatMap(List::stream).distinct().toList();
    String there = names.stream().limit(FIELDS_SHOWN).collect(Collectors.joining(", "));
    String near =
        missing.keySet().stream()
            .map(field -> near(field, missing.get(field), missing.size() > 1))
            .collect(Collectors.joining());
    String fields =
        missing.keySet().stream().map(field -> "`" + field + "`").collect(Collectors.joining(", "));
    return new InputException(
        (missing.size() == 1 ? "the field " + fields + " is" : "the fields " + fields + " are")
            + " in none of the "
            + search.records
            + " records",
        ListedSource.where(source),
        within(search)
            + near
            + "Fields there: "
            + there
            + (names.size() > FIELDS_SHOWN ? ", ..." : "")
            + ".");
  }

  /** Which of the fields that are there may hold the missing ones as text. */
  private static String within(Search search) {
    return search.missing.keySet().stream()
        .flatMap(field -> search.known.within(field).stream())
        .distinct()
        .map(sentence -> sentence + " ")
        .collect(Collectors.joining());
  }

  private static String near(String field, List<String> names, boolean named) {
    return Nearest.to(field, names)
        .map(name -> "Did you mean `" + name + "`" + (named ? " by `" + field + "`" : "") + "? ")
        .orElse("");
  }

  private static String warning(SourceConfig source, String field, Search search) {
    String what =
        field.endsWith("*")
            ? "no field with a value matches `" + field + "` in any of the "
            : "the field `" + field + "` is in none of the ";
    return ("source "
            + source.name()
            + ": "
            + what
            + search.records
            + " records. "
            + near(field, search.missing.get(field), false))
        .strip();
  }
}
