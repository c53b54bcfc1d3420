package org.lossfloor.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.decide.FalseDiscovery;
import org.lossfloor.decide.compare.CompareSettings;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Contestant;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.error.UsageException;

/** The answers of several files, compared with each other. */
public final class ComparedFiles {
  private ComparedFiles() {}

  /**
   * Compares every two of them.
   *
   * @param answers answers by the name of the file, with tuning curves up to ten times the trials,
   *     as {@link FitJob#curve} gives them
   * @return the pairs in the order of the files, with q-values over all of them
   * @throws UsageException if one is minimised and another maximised
   */
  public static ComparedBatch of(Map<String, FitAnswer> answers) {
    List<ComparedPair> pairs = new ArrayList<>();
    List<String> files = List.copyOf(answers.keySet());
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        pairs.add(
            pair(files.get(i), answers.get(files.get(i)), files.get(j), answers.get(files.get(j))));
      }
    }
    FalseDiscovery batch =
        FalseDiscovery.of(
            pairs.stream().mapToDouble(p -> p.comparison().test().pValue()).toArray());
    List<ComparedPair> told =
        pairs.stream()
            .map(p -> p.withQValue(batch.qValue(p.comparison().test().pValue())))
            .toList();
    return new ComparedBatch(
        PairedBy.NAMED,
        told.size(),
        told.stream().filter(ComparedPair::differs).count(),
        answers.values().iterator().next().answer().settings().confidence(),
        told);
  }

  private static ComparedPair pair(String fileA, FitAnswer a, String fileB, FitAnswer b) {
    if (a.answer().settings().direction() != b.answer().settings().direction()) {
      throw new UsageException(
          "one score is to be minimized and the other maximized",
          fileA + ", " + fileB,
          "give --direction, or two files with one metric");
    }
    CompareSettings settings =
        new CompareSettings(
            a.answer().settings().confidence(), CompareSettings.PERMUTATIONS, a.seed());
    Comparison comparison = Comparison.of(contestant(fileA, a), contestant(fileB, b), settings);
    return new ComparedPair(
        side(fileA, a),
        side(fileB, b),
        ComparedPair.reasons(a.answer().judgement(), b.answer().judgement()),
        comparison,
        comparison.test().pValue());
  }

  private static Contestant contestant(String file, FitAnswer answer) {
    return Contestant.of(file, answer.scores().values(), answer.answer(), Optional.empty());
  }

  private static ComparedPair.Side side(String file, FitAnswer answer) {
    return new ComparedPair.Side(
        new TreeMap<>(Map.of("file", file)),
        answer.answer().estimate().counts().trials(),
        answer.answer().estimate().counts().failed());
  }
}
