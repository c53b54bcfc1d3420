package org.lossfloor.read.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.read.record.UnreadableRecord;

/** What can happen to the bytes of a file. */
public enum Damage {
  /** The file ends too early. */
  TRUNCATED {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
  },
  /** A bit is another. */
  FLIPPED {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return damaged;
    }
  },
  /** A block of bytes is another, as in a database whose page was lost. */
  OVERWRITTEN {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] damaged = bytes.clone();
      int from = random.nextInt(bytes.length) & -PAGE;
      byte[] page = new byte[Math.min(PAGE, bytes.length - from)];
      random.nextBytes(page);
      System.arraycopy(page, 0, damaged, from, page.length);
      return damaged;
    }
  },
  /** A line is there twice. */
  LINE_TWICE {
    @Override
    byte[] of(byte[] bytes, Random random) {
      List<String> lines = lines(bytes);
      int line = random.nextInt(lines.size());
      lines.add(line, lines.get(line));
      return bytes(lines);
    }
  },
  /** A line is missing. */
  LINE_LOST {
    @Override
    byte[] of(byte[] bytes, Random random) {
      List<String> lines = lines(bytes);
      lines.remove(random.nextInt(lines.size()));
      return bytes(lines);
    }
  },
  /** A value is of another type. */
  OTHER_TYPE {
    @Override
    byte[] of(byte[] bytes, Random random) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      List<int[]> tokens = tokens(text);
      if (tokens.isEmpty()) {
        return bytes;
      }
      int[] token = tokens.get(random.nextInt(tokens.size()));
      String other = VALUES.get(random.nextInt(VALUES.size()));
      return bytes(text.substring(0, token[0]) + other + text.substring(token[1]));
    }
  },
  /** A field of a JSON object, or an item of an array, is missing. */
  FIELD_LOST {
    @Override
    byte[] of(byte[] bytes, Random random) {
      List<String> lines = lines(bytes);
      int line = random.nextInt(lines.size());
      try {
        JsonNode document = TrackerJson.parse(String.join("\n", lines));
        lose(document, random);
        return bytes(document.toString());
      } catch (UnreadableRecord e) {
        lines.set(line, withoutField(lines.get(line), random));
        return bytes(lines);
      }
    }
  },
  /** The file has 0 bytes. */
  EMPTY {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return new byte[0];
    }
  },
  /** The file is in UTF-16. */
  UTF_16 {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
    }
  },
  /** The file is no text and no database. */
  NOISE {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] noise = new byte[bytes.length];
      random.nextBytes(noise);
      return noise;
    }
  };

  private static final int PAGE = 4096;
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"\n]*\"|-?\\d[\\d.eE+-]*|true|false|null|NaN");
  private static final List<String> VALUES =
      List.of("null", "true", "-1", "1e999", "NaN", "\"text\"", "\"\"", "", "[]", "{}", "[[1]]");

  /** The damaged bytes of a file that is not empty. */
  abstract byte[] of(byte[] bytes, Random random);

  private static List<String> lines(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new ArrayList<>(Arrays.asList(text.split("\n", -1)));
  }

  private static byte[] bytes(List<String> lines) {
    return bytes(String.join("\n", lines));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<int[]> tokens(String text) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    return tokens;
  }

  private static String withoutField(String line, Random random) {
    try {
      JsonNode record = TrackerJson.parse(line);
      lose(record, random);
      return record.toString();
    } catch (UnreadableRecord e) {
      int cut = line.indexOf(',');
      return cut < 0 ? "" : line.substring(cut + 1);
    }
  }

  private static void lose(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    if (containers.isEmpty()) {
      return;
    }
    JsonNode from = containers.get(random.nextInt(containers.size()));
    int which = random.nextInt(from.size());
    if (from instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.remove(names.get(which));
    } else if (from instanceof ArrayNode array) {
      array.remove(which);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (!node.isEmpty()) {
      containers.add(node);
    }
    node.forEach(inner -> collect(inner, containers));
  }
}
