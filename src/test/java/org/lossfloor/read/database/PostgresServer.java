package org.lossfloor.read.database;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogFolder;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on loopback for a test, with a password, in a temporary folder. It needs
 * Debian's package {@code postgresql}, and where the test runs as root, its user {@code postgres}.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "lossfloor";
  private static final String PASSWORD = "a b'c";
  private static final String OWNER = "postgres";

  private final Path bin;
  private final String folder;
  private final int port;

  private PostgresServer(Path bin, String folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server; the test is skipped where that is not possible. */
  public static PostgresServer start() throws IOException {
    Path bin = programs().orElse(null);
    if (bin == null) {
      return abort("PostgreSQL is not installed (Debian: apt-get install postgresql)");
    }
    if (isRoot() && !succeeds(List.of("id", OWNER))) {
      return abort("PostgreSQL does not run as root, and there is no user " + OWNER);
    }
    String folder = run(List.of("mktemp", "-d", "/tmp/lossfloor-postgres-XXXXXX")).strip();
    PostgresServer server = new PostgresServer(bin, folder, freePort());
    server.begin();
    return server;
  }

  private static Optional<Path> programs() throws IOException {
    List<Path> places = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.sorted(Comparator.reverseOrder()).forEach(v -> places.add(v.resolve("bin")));
      }
    }
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      places.add(Path.of(place));
    }
    return places.stream()
        .filter(p -> Files.isExecutable(p.resolve("initdb")))
        .filter(p -> Files.isExecutable(p.resolve("pg_ctl")))
        .findFirst();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void begin() throws IOException {
    String data = folder + "/data";
    run(List.of("sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", PASSWORD, folder + "/word"));
    run(
        List.of(
            bin.resolve("initdb").toString(),
            "--no-sync",
            "-E",
            "UTF8",
            "-A",
            "scram-sha-256",
            "-U",
            USER,
            "--pwfile",
            folder + "/word",
            "-D",
            data));
    String options = "-c listen_addresses=127.0.0.1 -c fsync=off -p " + port + " -k " + folder;
    run(
        List.of(
            bin.resolve("pg_ctl").toString(),
            "-D",
            data,
            "-l",
            folder + "/log",
            "-o",
            options,
            "-w",
            "start"));
  }

  /** Runs a program as one who may run PostgreSQL; its output goes to a file, not to a pipe. */
  private static String run(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(List.of("runuser", "-u", OWNER, "--"));
    }
    whole.addAll(command);
    Path output = Files.createTempFile("lossfloor-postgres", ".out");
    try {
      Process process =
          new ProcessBuilder(whole)
              .directory(new File("/tmp"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = ended(process);
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (code != 0) {
        throw new IOException(whole + " ended with " + code + ": " + said);
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }

  private static boolean succeeds(List<String> command) throws IOException {
    return ended(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start())
        == 0;
  }

  private static int ended(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(e.getMessage());
    }
  }

  /** The URL of its database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** A connection that writes. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", PASSWORD);
    return new Driver().connect(url(), properties);
  }

  /** Runs statements. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The user. */
  public String user() {
    return USER;
  }

  /** The password. */
  public String password() {
    return PASSWORD;
  }

  /** The database as a log, with the secrets that open it. */
  public LogFile log() {
    return log(PASSWORD);
  }

  /** The database as a log, with a password. */
  public LogFile log(String password) {
    return new Url(url(), password);
  }

  /** A database that is named by its URL. */
  public record Url(String path, String password) implements LogFile {
    @Override
    public InputStream open(long from) {
      throw new UnsupportedOperationException("a database has no bytes");
    }

    @Override
    public List<LogFile> folder() {
      return List.of();
    }

    @Override
    public Optional<LogFile> near(String relative) {
      return Optional.empty();
    }

    @Override
    public LogFolder inside(String relative) {
      return LogFolder.NOTHING;
    }

    @Override
    public Optional<String> secret(String name) {
      return switch (name) {
        case DatabaseUrl.USER -> Optional.of(USER);
        case DatabaseUrl.PASSWORD -> Optional.of(password);
        default -> Optional.empty();
      };
    }
  }

  /** Stops it as a crash does. */
  public void kill() throws IOException {
    run(
        List.of(
            bin.resolve("pg_ctl").toString(), "-D", folder + "/data", "-m", "immediate", "stop"));
  }

  @Override
  public void close() throws IOException {
    if (succeeds(List.of("test", "-e", folder + "/data/postmaster.pid"))) {
      kill();
    }
    run(List.of("rm", "-rf", folder));
  }
}
