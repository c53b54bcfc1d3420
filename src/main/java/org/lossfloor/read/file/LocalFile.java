package org.lossfloor.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
  public List<LogFile> beside(String relative) throws StorageFault {
    Path folder = location.toAbsolutePath().resolveSibling(relative).normalize();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(Files::isRegularFile).sorted().<LogFile>map(LocalFile::new).toList();
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(LocalPath.uri(folder), e);
    }
  }
}
