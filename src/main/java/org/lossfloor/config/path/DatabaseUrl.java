package org.lossfloor.config.path;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL of a database as the path of a source. It never holds who asks and with what password.
 */
public final class DatabaseUrl {
  /** How the path of a database begins that is connected to by JDBC. */
  public static final String SCHEME = "jdbc:";

  /** The variable or the entry of a store of secrets that has the name of the user. */
  public static final String USER = "LOSSFLOOR_DB_USER";

  /** The variable or the entry of a store of secrets that has the password. */
  public static final String PASSWORD = "LOSSFLOOR_DB_PASSWORD";

  /** What to do when a database is not reached. */
  public static final String MEND =
      "Check the host, port and database in the URL, and who logs in: set "
          + USER
          + " and "
          + PASSWORD
          + " in the environment, or the entries of these names in Hadoop's credential provider.";

  private static final String POSTGRES = "jdbc:postgresql:";

  /** Parts of the URL that are secret or stand beside what is. */
  private static final Pattern SECRETS =
      Pattern.compile("(?i)([?&;](?:user|username|password|passfile|sslpassword|pass|pwd)=)[^&]*");

  /** A password may hold an {@code @}. */
  private static final Pattern LOGIN = Pattern.compile("(//)[^/?]*@");

  private DatabaseUrl() {}

  /**
   * Returns whether a path is the URL of a database.
   *
   * @param path the path of a source or file
   * @return whether it starts with {@code jdbc:}
   */
  public static boolean is(String path) {
    return path.startsWith(SCHEME);
  }

  /**
   * Returns whether a URL holds who logs in, which is written nowhere.
   *
   * @param url the URL of a database
   * @return whether {@link #masked} shows it otherwise
   */
  public static boolean holdsLogin(String url) {
    return !masked(url).equals(url);
  }

  /**
   * Returns why a URL is not used.
   *
   * @param url the URL of a database
   * @return a sentence that shows the URL without what is secret; nothing if it can be used
   */
  public static Optional<String> refusal(String url) {
    String shown = masked(url);
    if (holdsLogin(url)) {
      return Optional.of(
          shown
              + " holds a user or password, which would be written into the tables; leave it out and"
              + " set the environment variables "
              + USER
              + " and "
              + PASSWORD
              + " or the entries of these names in Hadoop's credential provider");
    }
    if (!url.startsWith(POSTGRES)) {
      return Optional.of(
          shown
              + " is not read; databases are SQLite files, by their path, and PostgreSQL, by"
              + " jdbc:postgresql://HOST:PORT/DATABASE");
    }
    return Optional.empty();
  }

  /**
   * Returns a URL that can be shown.
   *
   * @param url the URL of a database
   * @return the URL with {@code ***} for what is secret
   */
  public static String masked(String url) {
    return LOGIN.matcher(SECRETS.matcher(url).replaceAll("$1***")).replaceAll("$1***@");
  }
}
