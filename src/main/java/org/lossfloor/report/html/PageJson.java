package org.lossfloor.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Locale;
import org.lossfloor.error.Printable;

/**
 * JSON that can stand inside a page: nothing in it ends a script or starts a comment, and text has
 * no character that a reader cannot see.
 */
final class PageJson {
  private static final ObjectMapper MAPPER = mapper();

  private PageJson() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    // The order of a map is another in every JVM; the same run is the same file.
    mapper.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    mapper.getFactory().setCharacterEscapes(new InPage());
    return mapper.registerModule(new SimpleModule().addSerializer(new VisibleText()));
  }

  /** Maps, lists, numbers and words as JSON. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists, numbers and words can be written", e);
    }
  }

  /** The characters that mean something in HTML, or end a line in JavaScript. */
  private static final class InPage extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char c : "<>&'".toCharArray()) {
        codes[c] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      boolean line = character == 0x2028 || character == 0x2029;
      return line ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character)) : null;
    }
  }

  private static final class VisibleText extends StdSerializer<String> {
    private static final long serialVersionUID = 1L;

    VisibleText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Printable.text(text));
    }
  }
}
