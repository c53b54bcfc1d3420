package org.lossfloor.read.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.SourceRoot;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.file.TaskMemo;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;

/**
 * Damages the files of a fixture in many ways, one file at a time, and reads the result. Whatever
 * the damage, a reader throws nothing but an {@link IOException}, which costs a piece, and no log
 * vanishes: each gives a trial, an unreadable record or a break, unless the file had nothing in it.
 * Where a folder is a log, some of its files may give nothing; the check of the caller says which.
 */
public final class ReaderFuzz {
  private static final int TIMES = 5;
  private static final long SEED = 17;
  private static final int HEAD = Head.BYTES;

  private final TrackerLog log;
  private final Map<String, byte[]> fixture = new TreeMap<>();
  private final Path work;

  /**
   * What came of reading all logs of a folder.
   *
   * @param logs the files that {@link TrackerLog#logs} chose
   * @param trials the records that are trials, in their order
   * @param unreadable the reasons of the records that are none
   * @param broken the messages of the pieces that broke
   */
  public record Outcome(
      List<String> logs, List<TreeRecord> trials, List<String> unreadable, List<String> broken) {
    /** How much there is to account for: trials, unreadable records and breaks. */
    public int count() {
      return trials.size() + unreadable.size() + broken.size();
    }
  }

  /**
   * Takes a fixture.
   *
   * @param log the reader
   * @param fixture its folder, or a file; not changed
   * @param work a folder for the damaged files, which is emptied
   */
  public ReaderFuzz(TrackerLog log, Path fixture, Path work) throws IOException {
    this.log = log;
    this.work = work;
    Path root = Files.isDirectory(fixture) ? fixture : fixture.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.walk(fixture)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        this.fixture.put(
            root.toAbsolutePath().relativize(file.toAbsolutePath()).toString(),
            Files.readAllBytes(file));
      }
    }
  }

  /**
   * Reads all damaged copies.
   *
   * @param check sees the words for the damage and the outcome, for what the format promises beyond
   *     the rules that hold for all
   */
  public void run(BiConsumer<String, Outcome> check) throws IOException {
    empty(work);
    for (Map.Entry<String, byte[]> file : fixture.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    for (Map.Entry<String, byte[]> file : fixture.entrySet()) {
      lose(file.getKey(), check);
      for (Damage damage : Damage.values()) {
        for (int i = 0; i < times(damage); i++) {
          survive(damage, i, file, check);
        }
      }
      write(file.getKey(), file.getValue());
    }
  }

  private static int times(Damage damage) {
    return switch (damage) {
      case EMPTY, UTF_16, NOISE -> 1;
      default -> TIMES;
    };
  }

  private void lose(String name, BiConsumer<String, Outcome> check) throws IOException {
    Files.delete(work.resolve(name));
    String words = "LOST " + name;
    check.accept(words, read(words));
  }

  /** What is read once is read a second time. */
  private void survive(
      Damage damage, int time, Map.Entry<String, byte[]> file, BiConsumer<String, Outcome> check)
      throws IOException {
    byte[] bytes = file.getValue();
    write(
        file.getKey(),
        bytes.length == 0 ? bytes : damage.of(bytes, new Random(SEED * 1000 + time)));
    String words = damage + " " + time + " of " + file.getKey();
    Outcome outcome = read(words);
    if (time == 0) {
      assertThat(read(words)).as("a second time: " + words).isEqualTo(outcome);
    }
    check.accept(words, outcome);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path path = work.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  private static void empty(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException fault)
              throws IOException {
            if (!inner.equals(folder)) {
              Files.delete(inner);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Outcome read(String words) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return read(log, all);
    } catch (StorageFault | RuntimeException e) {
      throw new AssertionError(words + ": " + e, e);
    }
  }

  /**
   * Reads files as one task of an audit does.
   *
   * @param log the reader
   * @param files all files of the source
   * @return what came of it
   */
  public static Outcome read(TrackerLog log, List<Path> files) throws IOException {
    TaskMemo memo = new TaskMemo();
    List<String> paths = files.stream().map(p -> LocalPath.uri(p.toAbsolutePath())).toList();
    Outcome all =
        new Outcome(log.logs(paths), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String path : all.logs()) {
      LogFile file = new LocalFile(LocalPath.of(path).orElseThrow());
      recognised(log, file);
      if (path.equals(all.logs().get(0))) {
        named(log, file);
      }
      int before = all.count();
      pieces(log, file, memo, all);
      boolean some = Files.size(LocalPath.of(path).orElseThrow()) > 0;
      if (some && log.unit() != LogReader.Unit.FOLDER) {
        assertThat(all.count()).as(path + " vanished").isGreaterThan(before);
      }
    }
    return all;
  }

  private static void recognised(TrackerLog log, LogFile file) throws IOException {
    byte[] bytes = Files.readAllBytes(LocalPath.of(file.path()).orElseThrow());
    Head head = new Head(Arrays.copyOf(bytes, Math.min(HEAD, bytes.length)));
    assertThat(log.recognise(file, head).certainty()).isBetween(0.0, 1.0);
  }

  private static void named(TrackerLog log, LogFile file) throws IOException {
    try {
      assertThat(log.fields(file, TextLayout.DEFAULT)).isNotNull();
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static void pieces(TrackerLog log, LogFile file, TaskMemo memo, Outcome all)
      throws IOException {
    try {
      for (KeyRange range : log.ranges(file)) {
        LogPiece piece =
            range.equals(KeyRange.ALL) ? LogPiece.whole(file) : LogPiece.keys(file, range);
        piece(log, piece.with(memo, SourceRoot.UNKNOWN), all);
      }
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      all.broken().add(e.getMessage());
    }
  }

  private static void piece(TrackerLog log, LogPiece piece, Outcome all) throws IOException {
    FileTally tally = new FileTally(piece.file().path(), new long[0]);
    try (TreeSource records = log.trials(piece, TextLayout.DEFAULT, tally)) {
      while (true) {
        TreeRecord record = records.next().orElse(null);
        if (record == null) {
          return;
        }
        record
            .unreadable()
            .ifPresentOrElse(
                reason -> {
                  assertThat(reason).isNotBlank();
                  all.unreadable().add(reason);
                },
                () -> {
                  assertThat(record.fields().path("trial_id").asText()).isNotEmpty();
                  all.trials().add(record);
                });
      }
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      all.broken().add(e.getMessage());
    }
  }
}
