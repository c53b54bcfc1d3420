package org.lossfloor.read.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.text.TextValue;
import org.lossfloor.sweep.LoggedNumber;

/**
 * Reads the scores of several runs of one trial: an array of numbers, as JSON or as Python writes
 * it, or a single number.
 *
 * @param field the field's name
 * @param ref the field
 */
record ExecutionsReader(String field, Ref ref) {
  private static final int SHOWN = 60;

  /**
   * The scores as logged, NaN for what is no finite number; empty where there are none. They are
   * evidence beside the score, so the trial stays if they cannot be read.
   */
  List<Double> scores(Fields fields, Place place, FileTally tally) {
    String text = ref.text(fields, place.parts());
    if (text == null || text.isBlank()) {
      return List.of();
    }
    try {
      Optional<JsonNode> array = TextValue.parse(text);
      return array.isPresent() ? scores(array.get()) : single(text);
    } catch (LoggedNumber.Unreadable e) {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
      tally.note(NoteKind.UNREAD_EXECUTIONS, place.line(), "`" + field + "` is " + shown.strip());
      return List.of();
    }
  }

  private static List<Double> single(String text) throws LoggedNumber.Unreadable {
    OptionalDouble number = LoggedNumber.parse(text);
    return number.isEmpty() ? List.of() : List.of(finite(number.getAsDouble()));
  }

  private static List<Double> scores(JsonNode array) throws LoggedNumber.Unreadable {
    List<Double> scores = new ArrayList<>(array.size());
    if (!array.isArray()) {
      return single(array.toString());
    }
    for (JsonNode item : array) {
      scores.add(score(item));
    }
    return scores;
  }

  private static double score(JsonNode item) throws LoggedNumber.Unreadable {
    if (item.isNumber()) {
      return finite(item.doubleValue());
    }
    String text = item.isTextual() ? item.textValue() : item.isNull() ? "" : item.toString();
    return finite(LoggedNumber.parse(text).orElse(Double.NaN));
  }

  private static double finite(double number) {
    double logged = LoggedNumber.of(number);
    return Double.isFinite(logged) ? logged : Double.NaN;
  }
}
