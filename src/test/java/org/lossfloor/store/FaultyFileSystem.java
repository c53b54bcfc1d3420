package org.lossfloor.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under the name of any store, of a process that one call fails, or that is killed at
 * it: then no later call of the process does anything.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  /** What happens at the chosen call. */
  enum Fault {
    FAILS,
    KILLS,
    /** The call answers that it did nothing; one that cannot say so fails. */
    REFUSES
  }

  /** What a process asks of a store. */
  enum Call {
    MKDIRS,
    CREATE,
    RENAME,
    DELETE,
    LIST,
    STATUS,
    OPEN
  }

  /** The process is gone. Not an exception: nothing handles it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class Plan {
    private final Fault fault;
    private final Set<Call> calls;
    private int left;
    private boolean met;

    Plan(Fault fault, Set<Call> calls, int left) {
      this.fault = fault;
      this.calls = calls;
      this.left = left;
    }
  }

  private static final String PLAN = "faulty.plan";

  /** A thousand defaults are not copied for each process; the code knows those that count. */
  private static final Configuration DEFAULTS = new Configuration(/* loadDefaults= */ false);

  private static final Map<String, Configuration> SOUND = new ConcurrentHashMap<>();
  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  /** Settings of a process to which nothing happens; not to be changed. */
  static Configuration sound(String scheme) {
    return SOUND.computeIfAbsent(scheme, FaultyFileSystem::named);
  }

  private static Configuration named(String scheme) {
    Configuration hadoop = new Configuration(DEFAULTS);
    hadoop.setClass("fs." + scheme + ".impl", FaultyFileSystem.class, FileSystem.class);
    // Files that anybody else in this JVM may have asked for are others.
    hadoop.setBoolean("fs." + scheme + ".impl.disable.cache", scheme.equals("file"));
    hadoop.set("faulty.scheme", scheme);
    return hadoop;
  }

  /** Settings of a process that something happens to after so many calls. */
  static Configuration settings(String scheme, String process, Fault fault, int calls) {
    return settings(scheme, process, fault, EnumSet.allOf(Call.class), calls);
  }

  /** Settings of a process that something happens to after so many calls of some kinds. */
  static Configuration settings(
      String scheme, String process, Fault fault, Set<Call> kinds, int calls) {
    PLANS.put(process, new Plan(fault, kinds, calls));
    Configuration hadoop = new Configuration(sound(scheme));
    hadoop.setBoolean("fs." + scheme + ".impl.disable.cache", true);
    hadoop.set(PLAN, process);
    return hadoop;
  }

  /** Whether the process came to that call. */
  static boolean met(String process) {
    return PLANS.get(process).met;
  }

  /** Whether to go on; a call that has no other way to refuse throws. */
  private boolean accepts(Call call) throws IOException {
    Plan plan = getConf().get(PLAN) == null ? null : PLANS.get(getConf().get(PLAN));
    if (plan == null) {
      return true;
    }
    synchronized (plan) {
      boolean now = plan.calls.contains(call) && plan.left-- == 0;
      plan.met |= now;
      if (plan.met && plan.fault == Fault.KILLS) {
        throw new Killed();
      }
      if (now && plan.fault == Fault.FAILS) {
        throw new IOException("a planned failure");
      }
      return !now;
    }
  }

  private void call(Call call) throws IOException {
    if (!accepts(call)) {
      throw new IOException("a planned refusal");
    }
  }

  @Override
  public URI getUri() {
    // The parent's constructor asks before there are settings.
    return getConf() == null ? super.getUri() : URI.create(getConf().get("faulty.scheme") + ":///");
  }

  /** The parent starts a process for it. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @Override
  public boolean mkdirs(Path path) throws IOException {
    if (!accepts(Call.MKDIRS)) {
      return false;
    }
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    if (!accepts(Call.MKDIRS)) {
      return false;
    }
    return super.mkdirs(path, permission);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call(Call.CREATE);
    return bucket()
        ? whole(path)
        : super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call(Call.CREATE);
    return super.createNonRecursive(
        path, permission, flags, bufferSize, replication, blockSize, progress);
  }

  private boolean bucket() {
    return getUri().getScheme().equals("bucket");
  }

  /** In a bucket an object is there, whole, once it is closed. */
  private FSDataOutputStream whole(Path path) throws IOException {
    java.nio.file.Path file = pathToFile(path).toPath();
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public void close() throws IOException {
            call(Call.CREATE);
            Files.createDirectories(file.getParent());
            java.nio.file.Path hidden = Files.createTempFile("object", "");
            Files.write(hidden, toByteArray());
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
          }
        };
    return new FSDataOutputStream(bytes, null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (!accepts(Call.RENAME)) {
      return false;
    }
    if (bucket()) {
      throw new IOException("a bucket has no rename");
    }
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!accepts(Call.DELETE)) {
      return false;
    }
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    call(Call.LIST);
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    call(Call.STATUS);
    return super.getFileStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    call(Call.OPEN);
    return super.open(path, bufferSize);
  }
}
