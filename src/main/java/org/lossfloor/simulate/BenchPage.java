package org.lossfloor.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/**
 * A measurement as a page holds it: what was measured, where, and its tables, between two marks.
 *
 * @param bench which one, such as {@code ingest}
 * @param revision the version of the code
 * @param report what was measured, in Markdown
 */
public record BenchPage(String bench, String revision, String report) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  /**
   * What stands between the marks: the revision, the day and the machine, then the report.
   *
   * @return Markdown
   */
  public String text() {
    Runtime.Version java = Runtime.version();
    return "Revision %s, %s, JDK %d.%d.%d, %d cores%s%s. %s"
        .formatted(
            revision,
            LocalDate.now(ZoneOffset.UTC).format(DAY),
            java.feature(),
            java.interim(),
            java.update(),
            Runtime.getRuntime().availableProcessors(),
            first(Path.of("/proc/cpuinfo"), "model name")
                .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                .orElse(""),
            first(Path.of("/proc/loadavg"), "")
                .map(line -> ", load at the end " + line.split(" ", 2)[0])
                .orElse(""),
            report);
  }

  /** What Linux says; nothing elsewhere. */
  private static Optional<String> first(Path file, String start) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(start)).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes it into a page in place of what was between its marks.
   *
   * @param page a file of Markdown with both marks
   * @throws UserException if the page cannot be read or written, or does not have them
   */
  public void write(Path page) {
    try {
      Files.writeString(page, within(Files.readString(page), page));
    } catch (IOException e) {
      throw new UsageException(
          "the page cannot be read or written: " + e, page.toString(), "name a file of Markdown");
    }
  }

  private String within(String page, Path file) {
    String begin = "<!-- bench " + bench + ": begin -->\n";
    String end = "<!-- bench " + bench + ": end -->\n";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new UsageException(
          "the page has no place for what was measured",
          file.toString(),
          "write the lines `" + begin.strip() + "` and `" + end.strip() + "` into it");
    }
    return page.substring(0, from + begin.length()) + "\n" + text() + "\n" + page.substring(to);
  }
}
