package org.lossfloor.fit;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lossfloor.config.key.Key;
import org.lossfloor.decide.compare.MeanCost;
import org.lossfloor.decide.replay.PastSweep;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.ReplaySettings;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.TuningTable;

/**
 * Estimates one experiment from a file of scores, in this thread and without Spark.
 *
 * @param request what is asked for
 */
public record FitJob(FitRequest request) {
  /** Default tuning curves stop here; beyond it the estimate calls them extrapolated. */
  private static final double TIMES_THE_TRIALS = 10;

  /** A curve that is drawn has so many pieces. */
  private static final int PIECES = 48;

  /**
   * Fits the law.
   *
   * @param standardInput what the file {@code -} stands for; closed behind its end
   * @return the answer
   * @throws UserException if the file or an option cannot be used
   */
  public FitAnswer fit(InputStream standardInput) {
    check();
    Scores scores = read(standardInput);
    return answer(scores, draws(scores), List.of(), List.of());
  }

  /**
   * Fits the law to scores that were read before.
   *
   * @param scores the scores
   * @param draws what is known of the trials besides
   * @return the answer
   * @throws UserException if an option cannot be used
   */
  public FitAnswer fit(Scores scores, Draws draws) {
    check();
    return answer(scores, asked(draws), List.of(), List.of());
  }

  /**
   * Replays the trials of a file.
   *
   * @param standardInput what the file {@code -} stands for; closed behind its end
   * @param settings in how many random orders; 0 for that of the file
   * @return what was told while they ran, and what came
   * @throws UserException if the file or an option cannot be used, or nothing can be replayed
   */
  public ReplayedFile replay(InputStream standardInput, ReplaySettings settings) {
    check();
    Scores scores = read(standardInput);
    EstimateSettings estimate = request.directedBy(scores.field()).settings(List.of());
    double[] values = scores.values();
    checkBounds(scores, values, estimate);
    PastSweep sweep =
        new PastSweep(request.experimentId(), estimate.direction(), values, OptionalDouble.empty());
    if (!Replay.possible(sweep)) {
      throw new UsageException(
          "there are " + values.length + " trials, too few to replay, or none has a score",
          scores.source(),
          "give at least 25 trials, one of them with a score");
    }
    return new ReplayedFile(
        scores.description(),
        estimate.direction(),
        Replay.of(sweep, estimate, request.decide(), settings));
  }

  /**
   * Averages what the trials of the file cost, failed ones included.
   *
   * @param field the field with the cost of a trial
   * @return the mean cost
   * @throws UserException if the file cannot be read, or fewer than two trials have a positive cost
   */
  public MeanCost cost(String field) {
    double[] costs =
        ScoreFile.read(
                request.file(),
                Optional.of(field),
                request.charset(),
                InputStream.nullInputStream())
            .values();
    return MeanCost.of(costs)
        .orElseThrow(
            () ->
                new UsageException(
                    "fewer than two trials have a positive number as `" + field + "`",
                    request.file(),
                    "name the field with the cost of a trial"));
  }

  private void check() {
    request.settings(List.of());
    request.decide();
    request.plan();
    request.noise();
  }

  /**
   * Fits the law and computes tuning curves, the law's and the empirical one.
   *
   * <p>They have the numbers of trials that the request gives, else the usual ones up to ten times
   * the trials in the file.
   *
   * @param standardInput what the file {@code -} stands for; closed behind its end
   * @param drawn whether the answer is to have a curve that can be drawn, too
   * @return the answer
   * @throws UserException if the file or an option cannot be used
   */
  public FitAnswer curve(InputStream standardInput, boolean drawn) {
    check();
    Scores scores = read(standardInput);
    return curve(scores, draws(scores), drawn);
  }

  /**
   * Fits the law to scores that were read before, and computes tuning curves.
   *
   * @param scores the scores
   * @param draws what is known of the trials besides
   * @param drawn whether the answer is to have a curve that can be drawn, too
   * @return the answer
   * @throws UserException if an option cannot be used
   */
  public FitAnswer curve(Scores scores, Draws draws, boolean drawn) {
    check();
    List<Double> asked = trials(scores);
    return answer(scores, asked(draws), asked, drawn ? smooth(scores, asked) : List.of());
  }

  /** The draws of a log, with the noise that this request says. */
  private Draws asked(Draws draws) {
    return draws.with(draws.doubts(), request.noise());
  }

  private Draws draws(Scores scores) {
    return Draws.ofScores(request.inOrder() ? Optional.of(scores.values()) : Optional.empty())
        .with(scores.doubts(), request.noise());
  }

  private Scores read(InputStream standardInput) {
    return ScoreFile.read(request.file(), request.score(), request.charset(), standardInput);
  }

  private List<Double> trials(Scores scores) {
    double most =
        request.values().has(Key.TRIALS)
            ? Double.POSITIVE_INFINITY
            : TIMES_THE_TRIALS * scores.values().length;
    return request.values().get(Key.TRIALS).stream()
        .map(Integer::doubleValue)
        .filter(n -> n <= most)
        .toList();
  }

  /**
   * Returns numbers of trials at which a curve that is drawn through them looks smooth.
   *
   * @param most the largest number of trials, at least 1
   * @return ascending numbers, evenly on a logarithmic scale, not all whole
   */
  public static List<Double> smooth(double most) {
    return IntStream.rangeClosed(0, PIECES)
        .mapToObj(i -> Math.min(most, Math.pow(most, (double) i / PIECES)))
        .distinct()
        .toList();
  }

  private static List<Double> smooth(Scores scores, List<Double> asked) {
    double most = asked.stream().max(Double::compare).orElse(1.0);
    return smooth(Math.max(most, scores.values().length));
  }

  private FitAnswer answer(Scores scores, Draws draws, List<Double> asked, List<Double> drawn) {
    EstimateSettings settings =
        request
            .directedBy(scores.field())
            .settings(Stream.concat(asked.stream(), drawn.stream()).toList());
    double[] values = scores.values();
    checkBounds(scores, values, settings);
    Answer answer =
        new ExperimentEstimator(settings, request.plan(), request.decide()).answer(values, draws);
    return new FitAnswer(
        withCurves(answer, at(answer, asked)),
        at(answer, drawn),
        scores,
        request.values().has(Key.DIRECTION),
        request.plan().seed());
  }

  private static Optional<TuningTable> at(Answer answer, List<Double> trials) {
    return answer
        .curves()
        .filter(all -> !trials.isEmpty())
        .map(
            all ->
                new TuningTable(
                    all.band(),
                    all.rows().stream().filter(row -> trials.contains(row.trials())).toList()));
  }

  private static Answer withCurves(Answer answer, Optional<TuningTable> curves) {
    return new Answer(
        answer.settings(),
        answer.estimate(),
        answer.diagnosis(),
        answer.judgement(),
        answer.outlook(),
        curves);
  }

  private static void checkBounds(Scores scores, double[] values, EstimateSettings settings) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] < settings.lowerBound() || values[i] > settings.upperBound()) {
        throw new UsageException(
            "the score " + values[i] + " is outside the bounds " + bounds(settings),
            scores.place(i),
            "widen --bounds to all values the metric can take, or correct the score");
      }
    }
  }

  private static String bounds(EstimateSettings settings) {
    return end(settings.lowerBound()) + "," + end(settings.upperBound());
  }

  private static String end(double bound) {
    return OptionalDouble.of(bound).stream()
        .filter(Double::isFinite)
        .mapToObj(Double::toString)
        .findFirst()
        .orElse("");
  }
}
