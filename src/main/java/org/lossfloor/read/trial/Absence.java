package org.lossfloor.read.trial;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Trial;

/**
 * What a record holds instead of the metric's field.
 *
 * @param twin whether it has the field in another spelling, such as {@code val/loss} for {@code
 *     val_loss}
 * @param shown the names for people; empty when they are not known
 */
public record Absence(boolean twin, String shown) {
  private static final int NAMES_SHOWN = 10;
  private static final String TWIN = "=";
  private static final String OTHERS = "~";

  /** Looks for a name among others. */
  public static Absence of(String field, List<String> names) {
    String wanted = plain(field);
    List<String> twins = names.stream().filter(name -> plain(name).equals(wanted)).toList();
    return twins.isEmpty() ? new Absence(false, listed(names)) : new Absence(true, listed(twins));
  }

  /** Letters and digits in one case. */
  private static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static String listed(List<String> names) {
    return names.stream()
            .limit(NAMES_SHOWN)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "))
        + (names.size() > NAMES_SHOWN ? ", ..." : "");
  }

  /** The text for a trial of which only the mapped fields are known; nothing if it lacks none. */
  public static Optional<String> unknown(Trial trial) {
    return trial.score().status() == ScoreStatus.ABSENT ? Optional.of(OTHERS) : Optional.empty();
  }

  public static Absence parse(String text) {
    return new Absence(text.startsWith(TWIN), text.substring(TWIN.length()));
  }

  public String text() {
    return (twin ? TWIN : OTHERS) + shown;
  }
}
