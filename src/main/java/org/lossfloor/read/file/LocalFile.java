package org.lossfloor.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of this machine.
 *
 * @param location its absolute path
 */
public record LocalFile(Path location) implements LogFile {
  @Override
  public String path() {
    return LocalPath.uri(location);
  }

  @Override
  public InputStream open(long from) throws StorageFault {
    try {
      return StorageFault.marking(path(), LocalPath.open(location, from));
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path(), e);
    }
  }

  @Override
  public List<LogFile> folder() throws StorageFault {
    Path parent = location.toAbsolutePath().getParent();
    try (Stream<Path> below = Files.walk(parent)) {
      return below.filter(Files::isRegularFile).sorted().<LogFile>map(LocalFile::new).toList();
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(LocalPath.uri(parent), e);
    }
  }

  @Override
  public Optional<LogFile> near(String relative) {
    Path path = location.toAbsolutePath().resolveSibling(relative).normalize();
    return Files.isRegularFile(path) ? Optional.of(new LocalFile(path)) : Optional.empty();
  }

  @Override
  public LogFolder inside(String relative) throws StorageFault {
    Path folder = location.toAbsolutePath().resolveSibling(relative).normalize();
    List<Path> files = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry)) {
          files.add(entry);
        } else if (Files.isDirectory(entry)) {
          folders.add(entry.getFileName().toString());
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return LogFolder.NOTHING;
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(LocalPath.uri(folder), e);
    }
    files.sort(Comparator.naturalOrder());
    folders.sort(Comparator.naturalOrder());
    return new LogFolder(files.stream().<LogFile>map(LocalFile::new).toList(), folders);
  }
}
