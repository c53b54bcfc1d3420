package org.lossfloor.store;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under the name of a store that has no rename of directories. */
public final class BucketFileSystem extends RawLocalFileSystem {
  static final URI ROOT = URI.create("bucket:///");

  static Configuration settings() {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.bucket.impl", BucketFileSystem.class, FileSystem.class);
    return hadoop;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    throw new IOException("a bucket has no rename");
  }
}
