package org.lossfloor.read.database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.text.Head;

/**
 * Which tables a database has.
 *
 * @param product {@code SQLite} or {@code PostgreSQL}
 * @param names their names
 */
public record Tables(String product, SortedSet<String> names) {
  private static final int SHOWN = 12;

  /** Copies the names. */
  public Tables {
    names = new TreeSet<>(names);
  }

  /**
   * Looks into what may be a database.
   *
   * @param file the file, or the URL of a database as a file
   * @param head its beginning
   * @return its tables; nothing if it is no database, or one that cannot be read now
   */
  public static Optional<Tables> of(LogFile file, Head head) {
    if (!Database.is(file, head)) {
      return Optional.empty();
    }
    try (Database database = Database.open(file)) {
      return Optional.of(database.tables());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether all of some tables are there.
   *
   * @param wanted their names
   * @return whether none is missing
   */
  public boolean have(String... wanted) {
    return names.containsAll(List.of(wanted));
  }

  /**
   * Says what the database is.
   *
   * @return {@code a SQLite database with the tables a, b and 3 more}
   */
  public String sentence() {
    if (names.isEmpty()) {
      return "a " + product + " database without tables";
    }
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    return "a %s database with the tables %s%s".formatted(product, shown, more);
  }

  /**
   * Requires tables.
   *
   * @param tracker whose they are
   * @param wanted their names
   * @throws IOException when one is missing; the message names it and those that are there
   */
  public void require(String tracker, String... wanted) throws IOException {
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new IOException(
            "%s, but %s keeps its trials in a table `%s`".formatted(sentence(), tracker, name));
      }
    }
  }
}
