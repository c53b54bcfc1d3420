package org.lossfloor.ingest.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.ParquetTypes;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.read.file.StorageFault;

/**
 * The end of a Parquet file: the mark, the length of the footer in front of it, and the footer with
 * the schema and the row groups.
 *
 * @param file the file
 * @param fault why it cannot be read, in one sentence; the rest is empty then
 * @param names all columns
 * @param schema the mapped columns
 * @param starts see {@link ParquetPiece}
 * @param rows see {@link ParquetPiece}
 */
record ParquetFooter(
    InputFile file,
    Optional<String> fault,
    List<String> names,
    StructType schema,
    List<Long> starts,
    List<Long> rows) {
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED = "PARE";
  private static final int TRAILER = Integer.BYTES + MAGIC.length();

  /** What is wrong with a footer. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String what) {
      super(what);
    }
  }

  /**
   * Reads the end of a file.
   *
   * @param file the file
   * @param hadoop the Hadoop settings
   * @param types how types become those of Spark
   * @param mapped which columns are wanted
   * @return the footer or what is wrong with it
   * @throws StorageFault when storage does not give the file
   */
  static ParquetFooter read(
      InputFile file, Configuration hadoop, ParquetTypes types, Predicate<String> mapped)
      throws StorageFault {
    try {
      return of(file, metadata(bytes(file, hadoop), hadoop), types, mapped);
    } catch (Unusable e) {
      return unusable(file, e.getMessage());
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      throw new StorageFault(file.path(), e);
    } catch (Exception | VirtualMachineError e) {
      return unusable(file, "the footer of the Parquet file cannot be read: " + firstLine(e));
    }
  }

  private static ParquetFooter unusable(InputFile file, String why) {
    return new ParquetFooter(
        file, Optional.of(why), List.of(), new StructType(), List.of(), List.of());
  }

  private static ParquetFooter of(
      InputFile file, ParquetMetadata metadata, ParquetTypes types, Predicate<String> mapped)
      throws Unusable {
    MessageType all = metadata.getFileMetaData().getSchema();
    List<Type> wanted = all.getFields().stream().filter(f -> mapped.test(f.getName())).toList();
    StructType schema =
        wanted.isEmpty() ? new StructType() : types.convert(new MessageType(all.getName(), wanted));
    List<BlockMetaData> groups = metadata.getBlocks();
    List<Long> starts = new ArrayList<>();
    List<Long> rows = new ArrayList<>(List.of(0L));
    long before = -1;
    for (BlockMetaData group : groups) {
      if (group.getRowCount() < 0 || group.getStartingPos() <= before) {
        throw new Unusable(
            "the footer of the Parquet file cannot be right: its row groups overlap");
      }
      before = group.getStartingPos();
      starts.add(before);
      rows.add(rows.get(rows.size() - 1) + group.getRowCount());
    }
    starts.add(file.length());
    List<String> names = all.getFields().stream().map(Type::getName).toList();
    return new ParquetFooter(file, Optional.empty(), names, schema, starts, rows);
  }

  private static byte[] bytes(InputFile file, Configuration hadoop) throws IOException, Unusable {
    if (file.length() < MAGIC.length() + TRAILER) {
      throw new Unusable("not a whole Parquet file: its end mark is missing");
    }
    byte[] trailer = part(file, file.length() - TRAILER, TRAILER, hadoop);
    String mark = new String(trailer, Integer.BYTES, MAGIC.length(), StandardCharsets.ISO_8859_1);
    if (mark.equals(ENCRYPTED)) {
      throw new Unusable("the Parquet file is encrypted");
    }
    if (!mark.equals(MAGIC)) {
      throw new Unusable("not a whole Parquet file: its end mark is missing");
    }
    int length = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length <= 0 || length > file.length() - TRAILER - MAGIC.length()) {
      throw new Unusable(
          "not a whole Parquet file: its footer cannot be " + length + " bytes long");
    }
    return part(file, file.length() - TRAILER - length, length, hadoop);
  }

  private static byte[] part(InputFile file, long from, int length, Configuration hadoop)
      throws IOException {
    try (InputStream in = InputFile.raw(file.path(), from, () -> hadoop)) {
      byte[] part = in.readNBytes(length);
      if (part.length < length) {
        throw new IOException("the file is shorter than when it was listed");
      }
      return part;
    }
  }

  private static ParquetMetadata metadata(byte[] footer, Configuration hadoop) throws Unusable {
    try {
      // Without options the types of Parquet 1.17 refuses every footer.
      return new ParquetMetadataConverter(HadoopReadOptions.builder(hadoop).build())
          .readParquetMetadata(
              new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
    } catch (IOException e) {
      throw new Unusable("the footer of the Parquet file cannot be read: " + firstLine(e));
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
