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
import org.lossfloor.decide.compare.MeanCost;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.Answer;

/** The answers of several files, compared with each other. */
public final class ComparedFiles {
  private ComparedFiles() {}

  /**
   * Compares every two of them.
   *
   * @param answers answers by the name of the file, with tuning curves up to ten times the trials,
   *     as {@link FitJob#curve} gives them
   * @param costs what a trial costs, by the name of the file; files without are compared at equal
   *     trials only
   * @return the pairs in the order of the files, with q-values over all of them
   * @throws UsageException if one is minimised and another maximised
   */
  public static ComparedBatch of(Map<String, FitAnswer> answers, Map<String, MeanCost> costs) {
    List<ComparedPair> pairs = new ArrayList<>();
    List<String> files = List.copyOf(answers.keySet());
    for (int i = 0; i < files.size(); i++) {
      for (int j = i + 1; j < files.size(); j++) {
        pairs.add(pair(side(files.get(i), answers, costs), side(files.get(j), answers, costs)));
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

  /** A file of a pair. */
  private record OneFile(String name, FitAnswer answer, Optional<MeanCost> cost) {
    Contestant contestant() {
      return Contestant.of(name, answer.scores().values(), answer.answer(), cost);
    }

    ComparedPair.Side side() {
      return new ComparedPair.Side(
          new TreeMap<>(Map.of("file", name)),
          answer.answer().estimate().counts().trials(),
          answer.answer().estimate().counts().failed());
    }
  }

  private static OneFile side(
      String file, Map<String, FitAnswer> answers, Map<String, MeanCost> costs) {
    return new OneFile(file, answers.get(file), Optional.ofNullable(costs.get(file)));
  }

  private static ComparedPair pair(OneFile a, OneFile b) {
    Answer ofA = a.answer().answer();
    Answer ofB = b.answer().answer();
    if (ofA.settings().direction() != ofB.settings().direction()) {
      throw new UsageException(
          "one score is to be minimized and the other maximized",
          a.name() + ", " + b.name(),
          "give --direction, or two files with one metric");
    }
    CompareSettings settings =
        new CompareSettings(
            ofA.settings().confidence(), CompareSettings.PERMUTATIONS, a.answer().seed());
    Comparison comparison = Comparison.of(a.contestant(), b.contestant(), settings);
    return new ComparedPair(
        a.side(),
        b.side(),
        ComparedPair.reasons(ofA.judgement(), ofB.judgement()),
        comparison,
        comparison.test().pValue());
  }
}
