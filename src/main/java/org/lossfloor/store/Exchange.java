package org.lossfloor.store;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import java.nio.file.Path;

/**
 * Exchanges two local directories in one step, so that a reader finds one of them under either name
 * at every instant. This is {@code renameat2} with {@code RENAME_EXCHANGE}: Linux with ext4, xfs,
 * btrfs, tmpfs and others.
 */
final class Exchange {
  private static final int HERE = -100;
  private static final int RENAME_EXCHANGE = 2;

  private Exchange() {}

  /**
   * Exchanges two directories of one file system.
   *
   * @param one the first
   * @param other the second
   * @return false if nothing was done, because this system cannot do it or refused
   */
  static boolean of(Path one, Path other) {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return false;
    }
    try {
      Function renameat2 =
          Function.getFunction(
              "c",
              "renameat2",
              Function.THROW_LAST_ERROR,
              System.getProperty("sun.jnu.encoding", "UTF-8"));
      renameat2.invokeInt(
          new Object[] {HERE, one.toString(), HERE, other.toString(), RENAME_EXCHANGE});
      return true;
    } catch (LastErrorException | LinkageError e) {
      // A file system without it, an old C library, or no place to unpack the native part of JNA.
      return false;
    }
  }
}
