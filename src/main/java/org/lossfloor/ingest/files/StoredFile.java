package org.lossfloor.ingest.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogFolder;
import org.lossfloor.read.file.StorageFault;

/**
 * A file that Hadoop gives; one of this machine is opened past Hadoop, see {@link LocalPath}.
 *
 * @param path its full URI
 * @param hadoop gives the Hadoop settings; not asked for a file of this machine
 */
public record StoredFile(String path, Supplier<Configuration> hadoop) implements LogFile {
  @Override
  public InputStream open(long from) throws StorageFault {
    return StorageFault.marking(path, InputFile.raw(path, from, hadoop));
  }

  @Override
  public List<LogFile> folder() throws StorageFault {
    Optional<java.nio.file.Path> local = LocalPath.of(path);
    if (local.isPresent()) {
      return new LocalFile(local.get()).folder();
    }
    try {
      Path parent = new Path(path).getParent();
      List<LogFile> files = new ArrayList<>();
      RemoteIterator<? extends FileStatus> below =
          parent.getFileSystem(hadoop.get()).listFiles(parent, true);
      while (below.hasNext()) {
        files.add(new StoredFile(below.next().getPath().toString(), hadoop));
      }
      files.sort(Comparator.comparing(LogFile::path));
      return files;
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path, e);
    }
  }

  @Override
  public Optional<LogFile> near(String relative) throws StorageFault {
    Optional<java.nio.file.Path> local = LocalPath.of(path);
    if (local.isPresent()) {
      return new LocalFile(local.get()).near(relative);
    }
    try {
      Path near = new Path(new Path(path).getParent(), relative);
      return near.getFileSystem(hadoop.get()).exists(near)
          ? Optional.of(new StoredFile(near.toString(), hadoop))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path, e);
    }
  }

  @Override
  public LogFolder inside(String relative) throws StorageFault {
    Optional<java.nio.file.Path> local = LocalPath.of(path);
    if (local.isPresent()) {
      return new LocalFile(local.get()).inside(relative);
    }
    Path parent = new Path(path).getParent();
    Path folder = relative.isEmpty() ? parent : new Path(parent, relative);
    List<LogFile> files = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    try {
      FileStatus[] entries = folder.getFileSystem(hadoop.get()).listStatus(folder);
      Arrays.sort(entries);
      for (FileStatus entry : entries) {
        if (entry.isFile()) {
          files.add(new StoredFile(entry.getPath().toString(), hadoop));
        } else {
          folders.add(entry.getPath().getName());
        }
      }
      return new LogFolder(files, folders);
    } catch (FileNotFoundException e) {
      return LogFolder.NOTHING;
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path, e);
    }
  }

  /** The environment, or Hadoop's credential providers. */
  @Override
  public Optional<String> secret(String name) throws StorageFault {
    String told = System.getenv(name);
    if (told != null) {
      return Optional.of(told);
    }
    try {
      return Optional.ofNullable(hadoop.get().getPassword(name)).map(String::new);
    } catch (IOException e) {
      throw new StorageFault(path, e);
    }
  }
}
