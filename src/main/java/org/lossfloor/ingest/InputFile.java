package org.lossfloor.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * A file to read.
 *
 * @param path its full URI
 * @param length its length in bytes
 */
record InputFile(String path, long length) {
  /**
   * Hadoop's own codec for this suffix needs a native library that few machines have; zstd-jni is
   * on Spark's class path everywhere.
   */
  private static final String ZSTD = ".zst";

  private static final byte[] BZIP2 = {'B', 'Z', 'h'};

  /** Whether a part of the file can be read without what stands before it. */
  static boolean plain(String path, Configuration hadoop) {
    return !path.endsWith(ZSTD)
        && new CompressionCodecFactory(hadoop).getCodec(new Path(path)) == null;
  }

  /**
   * Opens a file and decompresses it as its suffix says.
   *
   * @param path the full URI
   * @param from where to start, 0 unless the file is plain
   * @param hadoop the Hadoop settings
   * @return the decompressed bytes
   * @throws StorageFault when storage does not give the file, now or while it is read
   * @throws IOException when the file is not what its suffix says
   */
  static InputStream open(String path, long from, Configuration hadoop) throws IOException {
    Path file = new Path(path);
    InputStream raw = StorageFault.marking(path, raw(path, from, hadoop));
    try {
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
      if (path.endsWith(ZSTD)) {
        return new ZstdInputStream(raw);
      }
      if (codec instanceof BZip2Codec) {
        return codec.createInputStream(checkedBzip2(raw));
      }
      return codec == null ? raw : codec.createInputStream(raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Hadoop's decoder takes a file without the mark for one that holds nothing. */
  private static InputStream checkedBzip2(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, BZIP2.length);
    byte[] start = in.readNBytes(BZIP2.length);
    if (start.length > 0 && !Arrays.equals(start, BZIP2)) {
      throw new ZipException("not a bzip2 file");
    }
    in.unread(start);
    return in;
  }

  /** The bytes as they are stored. */
  static InputStream raw(String path, long from, Configuration hadoop) throws StorageFault {
    try {
      Optional<java.nio.file.Path> local = LocalPath.of(path);
      if (local.isPresent()) {
        return LocalPath.open(local.get(), from);
      }
      Path file = new Path(path);
      FSDataInputStream raw = file.getFileSystem(hadoop).open(file);
      raw.seek(from);
      return raw;
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path, e);
    }
  }
}
