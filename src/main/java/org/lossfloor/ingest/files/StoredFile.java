package org.lossfloor.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.StorageFault;

/**
 * A file that Hadoop gives; one of this machine is opened past Hadoop, see {@link LocalPath}.
 *
 * @param path its full URI
 * @param hadoop the Hadoop settings
 */
public record StoredFile(String path, Configuration hadoop) implements LogFile {
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
          parent.getFileSystem(hadoop).listFiles(parent, true);
      while (below.hasNext()) {
        files.add(new StoredFile(below.next().getPath().toString(), hadoop));
      }
      files.sort(Comparator.comparing(LogFile::path));
      return files;
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path, e);
    }
  }
}
