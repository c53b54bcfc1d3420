package org.lossfloor.fit;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UserException;
import org.lossfloor.sweep.LoggedNumber;

/** The scores of reruns of one configuration, typed or in a file. */
public final class RerunScores {
  private RerunScores() {}

  /**
   * Reads scores.
   *
   * @param typed numbers with commas between, or a file of scores, one run a record
   * @return one score per run, all finite
   * @throws UserException if it is neither, or a run failed
   */
  public static List<Double> read(String typed) {
    Optional<List<Double>> numbers = numbers(typed);
    if (numbers.isPresent()) {
      return numbers.get();
    }
    Scores scores =
        ScoreFile.read(typed, Optional.empty(), Optional.empty(), InputStream.nullInputStream());
    double[] values = scores.values();
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new InputException(
            "a rerun without a score", scores.place(i), "leave out reruns that failed");
      }
      all.add(values[i]);
    }
    return all;
  }

  private static Optional<List<Double>> numbers(String typed) {
    List<Double> all = new ArrayList<>();
    try {
      for (String number : typed.split(",", -1)) {
        LoggedNumber.parse(number.strip()).stream().filter(Double::isFinite).forEach(all::add);
      }
    } catch (LoggedNumber.Unreadable e) {
      return Optional.empty();
    }
    return Optional.of(all).filter(list -> list.size() == typed.split(",", -1).length);
  }
}
