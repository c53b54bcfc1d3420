package org.lossfloor.sweep;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Texts by name, sorted by name, not modifiable: the hyperparameters of a trial, of which a log has
 * millions with the same few names. The names are one array for all of them; a number of a typed
 * source is kept as it is and spelled when its text is asked for.
 */
@SuppressWarnings("JdkObsolete") // it is asked for what a SortedMap has, nothing beyond
public final class NamedTexts extends AbstractMap<String, String>
    implements SortedMap<String, String> {
  /** No texts. */
  public static final NamedTexts NONE = new NamedTexts(Names.of(List.of()), new Object[0]);

  /** Names in their order, each once. Equal where they are the same names. */
  public static final class Names {
    private final String[] sorted;

    private Names(String[] sorted) {
      this.sorted = sorted;
    }

    /**
     * Sorts names.
     *
     * @param names the names in any order
     * @return each of them once
     */
    public static Names of(Iterable<String> names) {
      TreeSet<String> sorted = new TreeSet<>();
      names.forEach(sorted::add);
      return new Names(sorted.toArray(String[]::new));
    }

    /**
     * How many there are.
     *
     * @return at least 0
     */
    public int size() {
      return sorted.length;
    }

    /**
     * A name.
     *
     * @param position from 0
     * @return the name there
     */
    public String at(int position) {
      return sorted[position];
    }

    private int find(Object name) {
      for (int i = 0; i < sorted.length; i++) {
        if (sorted[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || (other instanceof Names names && Arrays.equals(sorted, names.sorted));
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sorted);
    }
  }

  private final Names names;
  private final Object[] values;

  private NamedTexts(Names names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Takes names with their values.
   *
   * @param names the names
   * @param values at the position of each name its text, or a Double or Long that is spelled as
   *     Java does; not copied, and not to be changed afterwards
   * @return the texts
   */
  public static NamedTexts of(Names names, Object[] values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(
          names.size() + " names cannot have " + values.length + " values");
    }
    return values.length == 0 ? NONE : new NamedTexts(names, values);
  }

  /**
   * The texts of a map.
   *
   * @param texts sorted by the natural order of their names
   * @return a copy, unless it cannot be modified anyway
   */
  public static NamedTexts of(SortedMap<String, String> texts) {
    return texts instanceof NamedTexts named
        ? named
        : of(Names.of(texts.keySet()), texts.values().toArray());
  }

  /**
   * These and others.
   *
   * @param others count where a name is in both
   * @return all of them
   */
  public NamedTexts with(NamedTexts others) {
    if (isEmpty() || others.isEmpty()) {
      return isEmpty() ? others : this;
    }
    TreeMap<String, Object> all = new TreeMap<>();
    for (NamedTexts some : List.of(this, others)) {
      for (int i = 0; i < some.values.length; i++) {
        all.put(some.names.sorted[i], some.values[i]);
      }
    }
    return of(Names.of(all.keySet()), all.values().toArray());
  }

  /**
   * Spells a value.
   *
   * @param value a text, a Double, a Long, or null
   * @return its text; null for null
   */
  public static String spelled(Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * The names.
   *
   * @return the same object for texts that were made with it
   */
  public Names names() {
    return names;
  }

  /**
   * The value at the position of a name.
   *
   * @param position from 0
   * @return a text, or a number that has not been spelled
   */
  public Object value(int position) {
    return values[position];
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(Object name) {
    return names.find(name) >= 0;
  }

  @Override
  public String get(Object name) {
    int at = names.find(name);
    return at < 0 ? null : spelled(values[at]);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(names.sorted[i], spelled(values[i]));
    }
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new Entries();
  }

  @Override
  public Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public String firstKey() {
    return key(0);
  }

  @Override
  public String lastKey() {
    return key(values.length - 1);
  }

  private String key(int position) {
    if (values.length == 0) {
      throw new NoSuchElementException();
    }
    return names.sorted[position];
  }

  @Override
  public SortedMap<String, String> subMap(String from, String to) {
    return of(new TreeMap<>(this).subMap(from, to));
  }

  @Override
  public SortedMap<String, String> headMap(String to) {
    return of(new TreeMap<>(this).headMap(to));
  }

  @Override
  public SortedMap<String, String> tailMap(String from) {
    return of(new TreeMap<>(this).tailMap(from));
  }

  /** Numbers need not be spelled to be the same; those that differ may still be spelled alike. */
  @Override
  public boolean equals(Object other) {
    if (other == this) {
      return true;
    }
    return (other instanceof NamedTexts texts && names.equals(texts.names))
        ? sameValues(texts)
        : super.equals(other);
  }

  private boolean sameValues(NamedTexts other) {
    for (int i = 0; i < values.length; i++) {
      if (!Objects.equals(values[i], other.values[i])
          && !Objects.equals(spelled(values[i]), spelled(other.values[i]))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, String>> {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < values.length;
        }

        @Override
        public Map.Entry<String, String> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return new SimpleImmutableEntry<>(names.sorted[next], spelled(values[next++]));
        }
      };
    }
  }
}
