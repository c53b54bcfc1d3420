package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.nativeio.NativeIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Permissions are those that Hadoop's own file system gives, and no process is started for them.
 */
class PlainLocalFileSystemTest {
  @TempDir java.nio.file.Path folder;

  private static FileSystem opened(Class<? extends FileSystem> kind, String umask)
      throws Exception {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.permissions.umask-mode", umask);
    hadoop.setClass("fs.file.impl", kind, FileSystem.class);
    return FileSystem.newInstance(java.net.URI.create("file:///"), hadoop);
  }

  private String permissions(String file) throws Exception {
    return Integer.toOctalString((Integer) Files.getAttribute(folder.resolve(file), "unix:mode"));
  }

  private void fill(FileSystem files, String name, short mode) throws Exception {
    java.nio.file.Path root = folder.resolve(name);
    // What is made in the folder of a group belongs to that group.
    Files.setAttribute(Files.createDirectories(root), "unix:mode", 02775);
    Path here = new Path(root.toUri());
    files.mkdirs(new Path(here, "made/below"), new FsPermission(mode));
    try (FSDataOutputStream out = files.create(new Path(here, "file"))) {
      out.writeBytes("text");
    }
    files.setPermission(new Path(here, "file"), new FsPermission(mode));
    files.create(new Path(here, "other")).close();
  }

  @ParameterizedTest
  @CsvSource({"022, 0755", "077, 0640", "000, 0777", "027, 0400", "022, 01777"})
  void permissionsAreThoseOfHadoop(String umask, String mode) throws Exception {
    short bits = Short.parseShort(mode, 8);
    try (FileSystem own = opened(PlainLocalFileSystem.class, umask);
        FileSystem usual = opened(LocalFileSystem.class, umask)) {
      fill(own, "own", bits);
      fill(usual, "usual", bits);
    }
    for (String file : List.of("made", "made/below", "file", "other", ".other.crc")) {
      assertThat(permissions("own/" + file)).as(file).isEqualTo(permissions("usual/" + file));
    }
  }

  private List<String> processes(FileSystem files, String name) throws Exception {
    java.nio.file.Path events = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      fill(files, name, (short) 0700);
      recording.stop();
      recording.dump(events);
    }
    return RecordingFile.readAllEvents(events).stream()
        .map((RecordedEvent event) -> event.getString("command"))
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }

  @Test
  void noProcessIsStarted() throws Exception {
    assumeThat(NativeIO.isAvailable()).as("Hadoop's native library").isFalse();
    try (FileSystem own = opened(PlainLocalFileSystem.class, "022");
        FileSystem usual = opened(LocalFileSystem.class, "022")) {
      assertThat(processes(usual, "usual")).isNotEmpty();
      assertThat(processes(own, "own")).isEmpty();
    }
  }

  @Test
  void theStickyBitIsSet() throws Exception {
    try (FileSystem own = opened(PlainLocalFileSystem.class, "022")) {
      Path made = new Path(folder.resolve("sticky").toUri());
      own.mkdirs(made);
      own.setPermission(made, new FsPermission((short) 01777));
      assertThat(own.getFileStatus(made).getPermission().getStickyBit()).isTrue();
      assertThat(permissions("sticky")).isEqualTo("41777");
    }
  }
}
