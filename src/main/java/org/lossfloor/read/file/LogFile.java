package org.lossfloor.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.lossfloor.read.row.RowSchema;
import org.lossfloor.read.text.TextFile;

/** A file of a log, independent of where it is stored. */
public interface LogFile {
  /**
   * Returns where the file is.
   *
   * @return its full URI, the URL of a database, or its name in messages
   */
  String path();

  /**
   * Opens the file as it is stored.
   *
   * @param from the first byte that is wanted
   * @return its bytes
   * @throws StorageFault when storage does not give the file, now or while it is read
   */
  InputStream open(long from) throws IOException;

  /**
   * Opens the text of the file: decompressed, in UTF-8.
   *
   * @param encoding the encoding that is declared; nothing for UTF-8
   * @return the text
   * @throws StorageFault when storage does not give the file, now or while it is read
   * @throws IOException when the file is not what its suffix says or no text
   */
  default TextFile text(Optional<Charset> encoding) throws IOException {
    InputStream stored = open(0);
    try {
      return TextFile.open(path(), stored, encoding);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /**
   * Lists what lies with the file.
   *
   * @return the files of its folder and of the folders within it, in the order of their paths
   * @throws StorageFault when storage does not list them
   */
  List<LogFile> folder() throws IOException;

  /**
   * Finds a file that lies near this one.
   *
   * @param relative its path from the folder of this file, such as {@code params.json} or {@code
   *     ../oracle.json}
   * @return the file; nothing if there is none
   * @throws StorageFault when storage does not say
   */
  Optional<LogFile> near(String relative) throws IOException;

  /**
   * Lists what lies in a folder near this one itself.
   *
   * @param relative the path of the folder from that of this file; empty for the same folder
   * @return its files and folders; none if there is no such folder
   * @throws StorageFault when storage does not list them
   */
  LogFolder inside(String relative) throws IOException;

  /**
   * Lists the files that lie in a folder near this one, those in folders within it left out.
   *
   * @param relative the path of the folder from that of this file; empty for the same folder
   * @return its files in the order of their paths; none if there is no such folder
   * @throws StorageFault when storage does not list them
   */
  default List<LogFile> beside(String relative) throws IOException {
    return inside(relative).files();
  }

  /**
   * Finds a secret, which no configuration holds in clear.
   *
   * @param name its name, such as {@code LOSSFLOOR_DB_PASSWORD}
   * @return the value of the environment variable of that name, or what else the file's store keeps
   *     under it; nothing if nobody gives it
   * @throws StorageFault when the store of secrets cannot be read
   */
  default Optional<String> secret(String name) throws IOException {
    return Optional.ofNullable(System.getenv(name));
  }

  /**
   * Returns the columns of a file that an engine decodes.
   *
   * @return the columns
   * @throws IOException when nothing here decodes the file, or it cannot be decoded
   */
  default RowSchema schema() throws IOException {
    throw new IOException("only an audit, which runs on Spark, decodes it");
  }
}
