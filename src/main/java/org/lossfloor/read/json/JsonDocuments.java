package org.lossfloor.read.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.config.path.FieldPath;
import org.lossfloor.config.path.FieldPath.Step;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.sweep.RejectedRecord;

/** The records of JSON documents, one after the other; a file may hold several documents. */
final class JsonDocuments implements RecordReader {
  /** The field with the name of a record in an object of records. */
  static final String KEY = "record_key";

  private static final String ROOT = "*";
  private static final ObjectMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  private final JsonParser parser;
  private final Optional<String> records;
  private final Plan plan;
  private final JsonFields fields;
  private final FileTally tally;

  /** Whether the parser stands within the array or object that holds the records, and which. */
  private JsonToken holder;

  private JsonNode record = JsonNodeFactory.instance.missingNode();
  private String key;
  private long line;

  JsonDocuments(InputStream in, Optional<String> records, Plan plan, FileTally tally)
      throws IOException {
    parser = MAPPER.getFactory().createParser(in);
    this.records = records;
    this.plan = plan;
    fields = new JsonFields(plan.tree());
    this.tally = tally;
  }

  @Override
  public boolean next() throws IOException {
    try {
      return advance();
    } catch (StorageFault e) {
      throw e;
    } catch (JsonProcessingException e) {
      line = e.getLocation() == null ? line : e.getLocation().getLineNr();
      throw new IOException("not valid JSON" + reason(e), e);
    }
  }

  private static String reason(JsonProcessingException e) {
    String column = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
    String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return column + ": " + message.replaceFirst(" \\(start marker at.*", "");
  }

  private boolean advance() throws IOException {
    while (true) {
      if (holder != null && inside()) {
        return true;
      }
      JsonToken root = parser.nextToken();
      if (root == null) {
        return false;
      }
      if (records.isEmpty() && root != JsonToken.START_ARRAY) {
        take(null);
        noteArray();
        return true;
      }
      enter();
    }
  }

  /** The next record of the array or object that the parser is in. */
  private boolean inside() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
      holder = null;
      leave();
      return false;
    }
    String name = null;
    if (holder == JsonToken.START_OBJECT) {
      name = parser.currentName();
      parser.nextToken();
    }
    take(name);
    return true;
  }

  /** Goes to the end of the document, which may hold other values behind the records. */
  private void leave() throws IOException {
    while (!parser.getParsingContext().inRoot()) {
      if (parser.nextToken() == null) {
        return;
      }
    }
  }

  private void take(String name) throws IOException {
    line = parser.currentTokenLocation().getLineNr();
    key = name;
    record = MAPPER.readTree(parser);
  }

  /** Goes to where the records are. */
  private void enter() throws IOException {
    line = parser.currentTokenLocation().getLineNr();
    if (records.isPresent() && !records.get().equals(ROOT)) {
      for (Step step : FieldPath.parse(records.get()).orElseThrow().steps()) {
        if (!into(step)) {
          throw new IOException("the document has no `" + records.get() + "`, see `records`");
        }
      }
    }
    holder = parser.currentToken();
    if (holder != JsonToken.START_ARRAY && holder != JsonToken.START_OBJECT) {
      holder = null;
      throw new IOException(
          "`" + records.orElse(ROOT) + "` is neither an array nor an object of records");
    }
  }

  private boolean into(Step step) throws IOException {
    if (step instanceof Step.Name wanted && parser.currentToken() == JsonToken.START_OBJECT) {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (name.equals(wanted.name())) {
          return true;
        }
        parser.skipChildren();
      }
    } else if (step instanceof Step.Index wanted
        && parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (i == wanted.index()) {
          return true;
        }
        parser.skipChildren();
      }
    }
    return false;
  }

  /** The only array of objects in a record is told, unless the mapping leads into it. */
  private void noteArray() {
    List<String> arrays =
        record.properties().stream()
            .filter(field -> field.getValue().size() > 1 && field.getValue().path(0).isObject())
            .filter(field -> plan.tree().name(field.getKey()) == null)
            .map(Map.Entry::getKey)
            .toList();
    if (arrays.size() == 1) {
      tally.note(NoteKind.DOCUMENT_WITH_ARRAY, line, "records: " + arrays.get(0));
    }
  }

  @Override
  public void read(Fields into) throws UnreadableRecord {
    fields.read(record(), into);
    if (!record.isObject()) {
      throw new UnreadableRecord("the record is not a JSON object");
    }
  }

  /** The record, with its name among the fields. */
  ObjectNode record() {
    if (!(record instanceof ObjectNode object)) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (key != null && !object.has(KEY)) {
      object.put(KEY, key);
    }
    return object;
  }

  @Override
  public Map<String, String> all() {
    return JsonNames.texts(record());
  }

  @Override
  public Map<String, String> states() {
    return all();
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String text() {
    String text = record.toString();
    return text.substring(0, Math.min(text.length(), RejectedRecord.TEXT_LIMIT));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
