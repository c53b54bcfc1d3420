package org.lossfloor.fit;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogFolder;
import org.lossfloor.read.text.TextFile;

/**
 * A log whose text is already open: standard input can be opened only once.
 *
 * @param path what stands for it in messages
 * @param opened its text
 */
record OpenedLog(String path, InputStream opened) implements LogFile {
  @Override
  public InputStream open(long from) {
    throw new IllegalStateException(path + " is open, and its text is wanted");
  }

  @Override
  public TextFile text(Optional<Charset> encoding) {
    return new TextFile(opened, List.of());
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
}
