package org.lossfloor.read.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.NamedTexts;
import org.lossfloor.sweep.Point;

/** The mapped values of one record; reused from record to record by its reader. */
public final class Fields {
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?");

  private final Object[] values;
  private final boolean[] found;
  private final PrefixedValues prefixed = new PrefixedValues();
  private final List<List<Point>> curves = new ArrayList<>();
  private final List<List<Double>> gaps = new ArrayList<>();
  private final boolean[] curveFound;
  private final List<String> prefixes;

  Fields(int slots, int curveCount, List<String> prefixes) {
    this.prefixes = prefixes;
    values = new Object[slots];
    found = new boolean[slots];
    curveFound = new boolean[curveCount];
    for (int i = 0; i < curveCount; i++) {
      curves.add(new ArrayList<>());
      gaps.add(new ArrayList<>());
    }
  }

  /**
   * Reads the number of a field.
   *
   * @param field its name, for the message
   * @param text what it holds, or null when it is absent or null
   * @return the number, which may be NaN or infinite, or nothing when it is missing
   * @throws UnreadableRecord when the text is no number
   */
  public static OptionalDouble number(String field, String text) throws UnreadableRecord {
    try {
      return LoggedNumber.parse(text);
    } catch (LoggedNumber.Unreadable e) {
      boolean comma = hasDecimalComma(text);
      throw new UnreadableRecord(
          "`"
              + field
              + "` is not a number: "
              + e.getMessage()
              + (comma ? " (a decimal comma? Lossfloor reads decimal points only)" : ""));
    }
  }

  /**
   * Reads the number of a field.
   *
   * @param field its name, for the message
   * @param value what it holds: a number of a typed source, a text, or null
   * @return the same as for the text of the value
   * @throws UnreadableRecord when the text is no number
   */
  public static OptionalDouble number(String field, Object value) throws UnreadableRecord {
    if (value instanceof Double number) {
      return OptionalDouble.of(number.isNaN() ? Double.NaN : LoggedNumber.of(number));
    }
    return value instanceof Long number ? OptionalDouble.of(number) : number(field, (String) value);
  }

  /**
   * Whether a text is a number with a decimal comma.
   *
   * @param text what a field holds
   */
  public static boolean hasDecimalComma(String text) {
    return DECIMAL_COMMA.matcher(text.strip()).matches();
  }

  public void clear() {
    Arrays.fill(values, null);
    Arrays.fill(found, false);
    Arrays.fill(curveFound, false);
    prefixed.clear();
    curves.forEach(List::clear);
    gaps.forEach(List::clear);
  }

  /**
   * Keeps a value; null stands for JSON null, which is present but has no text.
   *
   * @param value a text, or a Double or Long of a typed source, whose text is Java's
   * @throws UnreadableRecord when the record has the field twice, nested and as a flat key
   */
  public void set(int slot, Object value) throws UnreadableRecord {
    if (found[slot]) {
      throw new UnreadableRecord("a mapped field is there twice, the second time as: " + value);
    }
    values[slot] = value;
    found[slot] = true;
  }

  /** Keeps a value, see {@link #set}, under a name that a prefix takes; the last one counts. */
  public void setPrefixed(String name, Object value) {
    if (value != null) {
      prefixed.put(name, value);
    }
  }

  /** Keeps a value under a name that a prefix takes; the first one counts. */
  public void setPrefixedIfAbsent(String name, Object value) {
    prefixed.putIfAbsent(name, value);
  }

  public void setCurveFound(int curve) {
    curveFound[curve] = true;
  }

  /** The text of a field, or null when it is absent or null. */
  public String text(int slot) {
    return NamedTexts.spelled(values[slot]);
  }

  /** The value of a field as it was set, or null. */
  public Object value(int slot) {
    return values[slot];
  }

  /** Whether the record has a field. */
  public boolean has(int slot) {
    return found[slot];
  }

  /** Whether the record has a curve. */
  public boolean hasCurve(int curve) {
    return curveFound[curve];
  }

  /** Whether the record has a field and no value in it. */
  public boolean isNull(int slot) {
    return found[slot] && values[slot] == null;
  }

  /** Counts for {@link #count}, all 0. */
  public long[] counts() {
    return new long[found.length + 2 * curveFound.length + prefixes.size() + 1];
  }

  public String[] texts() {
    String[] texts = new String[values.length];
    for (int slot = 0; slot < texts.length; slot++) {
      texts[slot] = text(slot);
    }
    return texts;
  }

  /** The values themselves, for reading only. */
  public Object[] values() {
    return values;
  }

  /** What prefixes took. */
  public NamedTexts prefixed() {
    return prefixed.texts();
  }

  /** The points of a curve that have a value. */
  public List<Point> curve(int index) {
    return curves.get(index);
  }

  /** The steps of a curve's points that have none: absent, null or empty. */
  public List<Double> gaps(int index) {
    return gaps.get(index);
  }

  /**
   * Adds one to the count of everything mapped that the record has: slots, curves, curves with a
   * value in a point, prefixes; the last count is that of the records themselves.
   */
  public void count(long[] counts) {
    int at = 0;
    for (boolean there : found) {
      counts[at++] += there ? 1 : 0;
    }
    for (boolean there : curveFound) {
      counts[at++] += there ? 1 : 0;
    }
    for (List<Point> curve : curves) {
      counts[at++] += curve.isEmpty() ? 0 : 1;
    }
    for (String prefix : prefixes) {
      counts[at++] += prefixed.has(prefix) ? 1 : 0;
    }
    counts[at]++;
  }
}
