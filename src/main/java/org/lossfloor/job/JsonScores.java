package org.lossfloor.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.config.UserException;

/**
 * Reads the scores from JSON lines, one object per trial. A field inside another is named with a
 * dot, {@code eval.loss}, an item of an array with its position from 0, {@code folds[0]}. A line
 * without the field is a failed trial, as in an audit; one line at least must have it.
 */
final class JsonScores {
  static final String FORMAT = "JSON lines";

  /** Bare NaN and Infinity are what Python writes. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final int NAMES_KEPT = 100;

  private final String source;
  private final Optional<String> wanted;
  private final Map<String, ScoreColumn> columns = new LinkedHashMap<>();

  /** Names of fields, for the message when no line has the one that is wanted. */
  private final Set<String> known = new LinkedHashSet<>();

  private boolean found;

  private JsonScores(String source, Optional<String> wanted) {
    this.source = source;
    this.wanted = wanted;
    wanted.ifPresent(name -> columns.put(name, ScoreColumn.named(source, wanted)));
  }

  /**
   * Reads JSON lines; empty lines are skipped.
   *
   * @param source the file, for messages
   * @param reader its text
   * @param wanted the field with the scores; nothing for the only one that is numeric
   * @return the scores
   * @throws IOException if the file cannot be read
   * @throws UserException if a line is not one JSON object, or no line has the field
   */
  static Scores read(String source, BufferedReader reader, Optional<String> wanted)
      throws IOException {
    JsonScores scores = new JsonScores(source, wanted);
    int line = 0;
    int rows = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isBlank()) {
        rows++;
        scores.add(line, text);
      }
    }
    return scores.column(rows).scores(FORMAT);
  }

  private ScoreColumn column(int rows) {
    if (wanted.isEmpty()) {
      return ScoreColumns.only(source, columns.values(), rows);
    }
    if (!found) {
      throw ScoreColumns.unknown(wanted.get(), source, known);
    }
    return columns.get(wanted.get());
  }

  private void add(int line, String text) throws IOException {
    Map<String, String> leaves = leaves(line, text);
    if (wanted.isEmpty()) {
      leaves.forEach(
          (name, value) ->
              columns
                  .computeIfAbsent(name, n -> ScoreColumn.candidate(source, n))
                  .add(line, value));
      return;
    }
    String value = leaves.get(wanted.get());
    found |= value != null;
    if (known.size() < NAMES_KEPT) {
      known.addAll(leaves.keySet());
    }
    columns.get(wanted.get()).add(line, value == null ? "" : value);
  }

  private Map<String, String> leaves(int line, String text) throws IOException {
    Map<String, String> leaves = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw error(line, "not a JSON object", null);
      }
      collect(line, parser, "", leaves);
      if (parser.nextToken() != null) {
        throw error(line, "something follows the JSON object", null);
      }
    } catch (JsonProcessingException e) {
      // Behind that the parser says where it thinks the object starts, with words of its own.
      String reason = e.getOriginalMessage().replaceFirst("(?s) \\(start marker at.*", "");
      throw error(line, "not valid JSON: " + reason, e);
    }
    return leaves;
  }

  /** Flattens the value that the parser stands on. */
  private void collect(int line, JsonParser parser, String path, Map<String, String> leaves)
      throws IOException {
    boolean container = parser.currentToken().isStructStart();
    if (container && wanted.filter(path::equals).isPresent()) {
      throw error(line, "field `" + path + "` holds an object or an array, not a score", null);
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          collect(line, parser, path.isEmpty() ? name : path + "." + name, leaves);
        }
      }
      case START_ARRAY -> {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
          collect(line, parser, path + "[" + i + "]", leaves);
        }
      }
      default -> {
        if (leaves.put(path, parser.getText()) != null) {
          throw error(line, "two fields are named `" + path + "`", null);
        }
      }
    }
  }

  private UserException error(int line, String what, JsonProcessingException cause) {
    return new UserException(
        UserException.Kind.INPUT,
        what,
        source + ", line " + line,
        "write one JSON object a line, one line a trial",
        cause);
  }
}
