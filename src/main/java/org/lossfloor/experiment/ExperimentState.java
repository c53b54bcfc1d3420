package org.lossfloor.experiment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.engine.Cells;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.experiment.state.Executions;
import org.lossfloor.experiment.state.PrunedTrials;
import org.lossfloor.experiment.state.RepeatedTrials;
import org.lossfloor.experiment.state.Reran;
import org.lossfloor.experiment.state.RerunSearch;
import org.lossfloor.experiment.state.Runs;
import org.lossfloor.experiment.state.ScoreSketch;
import org.lossfloor.experiment.state.StateReader;
import org.lossfloor.experiment.state.StateWriter;
import org.lossfloor.experiment.state.StatedSampler;
import org.lossfloor.experiment.state.TrialTraces;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.RerunRule;
import org.lossfloor.sweep.Trial;

/**
 * The trials of one experiment, or some of them, packed into primitive arrays. The result does not
 * depend on their order or on the parts in which they were packed. Failed and excluded trials are
 * only counted. Parts travel as {@link #toBytes bytes} and are {@link #merged} where they arrive.
 */
public final class ExperimentState {
  private final TreeMap<String, String> key;

  /** Those of the first name, if the log says that some scores are minimised, others maximised. */
  private String settings;

  private boolean mixed;
  private StatedSampler sampler = StatedSampler.NOBODY;
  private final TrialTraces traces;
  private final RepeatedTrials repeated;
  private final Runs runs;
  private final Executions executions;
  private Reruns reruns = Reruns.NONE;

  /** Whether nobody but the hyperparameters says which trials are reruns, and many were merged. */
  private boolean guessed;

  private long excluded;
  private int failed;

  /** Of the failed trials, those that have no value although nothing says that they failed. */
  private int unvalued;

  private final PrunedTrials pruned;
  private Fingerprint.Sums sums = Fingerprint.Sums.NONE;
  private ScoreSketch scores = new ScoreSketch();

  private ExperimentState(Map<String, String> key, String settings) {
    this(
        key,
        settings,
        new TrialTraces(),
        new RepeatedTrials(),
        new PrunedTrials(),
        new Runs(),
        new Executions());
  }

  private ExperimentState(
      Map<String, String> key,
      String settings,
      TrialTraces traces,
      RepeatedTrials repeated,
      PrunedTrials pruned,
      Runs runs,
      Executions executions) {
    this.key = new TreeMap<>(key);
    this.settings = settings;
    this.traces = traces;
    this.repeated = repeated;
    this.pruned = pruned;
    this.runs = runs;
    this.executions = executions;
  }

  /** Nothing yet of the experiment that a trial belongs to, see {@link TrialColumn}. */
  static ExperimentState startedBy(Cells trial) {
    return new ExperimentState(
        TrialColumn.EXPERIMENT.texts(trial), TrialColumn.SETTINGS.text(trial));
  }

  /**
   * Nothing yet of the experiment that a trial belongs to.
   *
   * @param trial the trial
   * @return a state that takes the trials of the experiment
   */
  public static ExperimentState startedBy(Trial trial) {
    return startedBy(TrialCells.of(trial));
  }

  /** Nothing yet of an experiment of which only scores will be known. */
  static ExperimentState bare(String settings, StatedSampler sampler) {
    ExperimentState state = new ExperimentState(Map.of(), settings);
    state.sampler = sampler;
    return state;
  }

  /**
   * Adds a trial.
   *
   * @param trial the trial
   */
  public void add(Trial trial) {
    add(TrialCells.of(trial));
  }

  /** Puts the parts of one experiment together, at least one. */
  static ExperimentState merged(Iterator<ExperimentState> parts) {
    ExperimentState first = parts.next();
    ExperimentState all = new ExperimentState(first.key, first.settings);
    all.add(first);
    parts.forEachRemaining(all::add);
    return all.ended();
  }

  /** The whole state, as {@link #of} reads it. */
  byte[] toBytes() {
    StateWriter out = new StateWriter();
    out.whole(key.size());
    key.forEach((name, value) -> out.text(name).text(value));
    out.text(settings).whole(mixed ? 1 : 0);
    sampler.write(out);
    sums.write(out);
    out.big(excluded).whole(failed).whole(unvalued);
    scores.write(out);
    pruned.write(out);
    traces.write(out);
    repeated.write(out);
    runs.write(out);
    executions.write(out);
    return out.toBytes();
  }

  /** Reads what {@link #toBytes} gave. */
  static ExperimentState of(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    Map<String, String> key = new TreeMap<>();
    for (int left = in.whole(); left > 0; left--) {
      key.put(in.text(), in.text());
    }
    String settings = in.text();
    boolean mixed = in.whole() == 1;
    StatedSampler sampler = StatedSampler.read(in);
    Fingerprint.Sums sums = Fingerprint.Sums.read(in);
    long excluded = in.big();
    int failed = in.whole();
    int unvalued = in.whole();
    ScoreSketch scores = ScoreSketch.read(in);
    PrunedTrials pruned = PrunedTrials.read(in);
    TrialTraces traces = TrialTraces.read(in);
    RepeatedTrials repeated = RepeatedTrials.read(in);
    Runs runs = Runs.read(in);
    ExperimentState state =
        new ExperimentState(key, settings, traces, repeated, pruned, runs, Executions.read(in));
    in.end();
    state.mixed = mixed;
    state.sampler = sampler;
    state.sums = sums;
    state.excluded = excluded;
    state.failed = failed;
    state.unvalued = unvalued;
    state.scores = scores;
    return state;
  }

  /**
   * Sorts the scores and releases unused room.
   *
   * @return this
   */
  public ExperimentState ended() {
    scores.compact();
    traces.trim();
    repeated.trim();
    runs.trim();
    return this;
  }

  /** Adds some trials of the same experiment. */
  void add(ExperimentState part) {
    measured(part.settings);
    mixed |= part.mixed;
    sums = sums.with(part.sums);
    excluded += part.excluded;
    if (part.counted() > 0) {
      say(part.sampler);
    }
    failed += part.failed;
    unvalued += part.unvalued;
    pruned.add(part.pruned);
    scores.add(part.scores);
    traces.add(part.traces);
    repeated.add(part.repeated);
    runs.add(part.runs);
    executions.add(part.executions);
  }

  /**
   * Makes one draw of the reruns of each configuration, as a rule says. Whether trials are reruns
   * can be told only of the whole experiment. Executions of one trial are one draw in any case.
   *
   * @param rule what becomes of reruns
   * @return this where no trials are merged
   */
  public ExperimentState settled(RerunRule rule) {
    RerunSearch search = RerunSearch.of(runs, executions, traces, sampler.sampler());
    Optional<Reruns.Evidence> evidence = search.evidence();
    boolean merges = evidence.isPresent() && rule.policy() != RerunPolicy.SEPARATE;
    ExperimentState settled = merges ? merged(search.repeated(), rule.policy()) : this;
    settled.reruns = search.found(evidence, merges);
    settled.guessed =
        evidence.filter(way -> way == Reruns.Evidence.HYPERPARAMETERS).isPresent()
            && !rule.stated()
            && settled.reruns.mergesMany(counted());
    return settled;
  }

  private ExperimentState merged(List<Reran> repeated, RerunPolicy policy) {
    Set<Long> parts = new HashSet<>();
    Map<Long, Double> wholes = new HashMap<>();
    for (Reran configuration : repeated) {
      Arrays.stream(configuration.others()).forEach(parts::add);
      wholes.put(configuration.first(), configuration.score(policy));
    }
    ExperimentState merged =
        new ExperimentState(
            key,
            settings,
            traces.merged(parts, wholes),
            this.repeated,
            pruned,
            new Runs(),
            new Executions());
    merged.mixed = mixed;
    merged.sampler = sampler;
    merged.sums = sums;
    merged.excluded = excluded;
    merged.unvalued = unvalued;
    merged.failed = failed;
    merged.scores =
        ScoreSketch.of(
            without(repeated.stream().flatMapToDouble(Reran::finite).sorted().toArray()));
    repeated.forEach(configuration -> merged.failed -= configuration.failed());
    wholes.values().forEach(merged::take);
    return merged.ended();
  }

  /**
   * The scores, ascending, without some of them. Reruns are only looked for among few trials, so
   * each is known.
   */
  private double[] without(double... gone) {
    double[] all = finite();
    double[] left = new double[all.length - gone.length];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if (next < gone.length && Double.compare(all[i], gone[next]) == 0) {
        next++;
      } else {
        left[i - next] = all[i];
      }
    }
    return left;
  }

  /** One more draw, NaN for a failed one. */
  private void take(double score) {
    if (Double.isNaN(score)) {
      failed++;
      return;
    }
    scores.add(score);
  }

  /** Adds a trial of which nothing but the score is known, NaN for a failed one. */
  void add(double score) {
    take(score);
  }

  /** Adds a trial that a rule leaves out, of which nothing else is known. */
  void exclude() {
    excluded++;
  }

  /** Adds a trial, see {@link TrialColumn}. */
  void add(Cells trial) {
    measured(TrialColumn.SETTINGS.text(trial));
    sums = sums.with(TrialColumn.TRACE.big(trial));
    boolean leftOut = TrialColumn.EXCLUDED.flag(trial);
    boolean lost = TrialColumn.FAILED.flag(trial);
    if (TrialColumn.PRUNED.flag(trial)) {
      pruned.add(leftOut, lost, TrialColumn.VALUE.numberOrNan(trial));
    }
    if (leftOut) {
      excluded++;
      return;
    }
    say(StatedSampler.of(TrialColumn.SAMPLER.text(trial), TrialColumn.SAMPLER_SOURCE.text(trial)));
    if (lost) {
      unvalued += TrialColumn.UNVALUED.flag(trial) ? 1 : 0;
    }
    double score = lost ? Double.NaN : TrialColumn.VALUE.number(trial);
    take(score);
    if (!TrialColumn.IDENTITY.isNull(trial)) {
      keep(trial, score);
    }
  }

  private void measured(String with) {
    if (!with.equals(settings)) {
      mixed = true;
      settings = with.compareTo(settings) < 0 ? with : settings;
    }
  }

  /** Notes how trials were drawn, before they are counted. */
  private void say(StatedSampler said) {
    sampler = counted() == 0 ? said : sampler.with(said);
  }

  /** How many trials count. */
  private int counted() {
    return failed + scores.size();
  }

  private void keep(Cells trial, double score) {
    long identity = TrialColumn.IDENTITY.big(trial);
    Long number = TrialColumn.NUMBER.bigOrNull(trial);
    Long start = TrialColumn.START.bigOrNull(trial);
    traces.add(
        identity,
        score,
        number,
        start,
        TrialColumn.LAST_STEP.numberOrNan(trial),
        TrialColumn.PARAMS.texts(trial));
    if (!Double.isNaN(score) && !TrialColumn.CONFIGURATION.isNull(trial)) {
      repeated.add(TrialColumn.CONFIGURATION.big(trial));
    }
    if (!TrialColumn.EXECUTIONS.isNull(trial)) {
      executions.add(identity, TrialColumn.EXECUTIONS.numbers(trial));
    }
    if (!TrialColumn.HYPERPARAMETERS.isNull(trial)) {
      long configuration = TrialColumn.HYPERPARAMETERS.big(trial);
      Long seed = TrialColumn.SEED.bigOrNull(trial);
      runs.add(configuration, identity, seed, score, number, start);
    }
  }

  /**
   * Returns the key of the experiment.
   *
   * @return its columns by name
   */
  public SortedMap<String, String> key() {
    return key;
  }

  /** The name of the settings that this experiment is estimated with. */
  public String settings() {
    return settings;
  }

  /** How the trials that count were drawn. */
  StatedSampler sampler() {
    return sampler;
  }

  /** What is known about the draws besides the scores. */
  public Draws draws(MetricSettings wanted) {
    return new Draws(
        traces.scores(),
        traces.ordered(),
        traces.hyperparameters(),
        repeated.count(),
        reruns,
        traces.lastSteps(),
        pruned(wanted.settings().direction()),
        doubts(wanted),
        sampler.sampler(),
        wanted.noise());
  }

  private List<Reason> doubts(MetricSettings wanted) {
    boolean mostLack = 2L * unvalued > counted() + reruns.merged();
    MetricSettings lacking = mostLack ? wanted.doubting(Reason.MOST_LACK_METRIC) : wanted;
    MetricSettings all = guessed ? lacking.doubting(Reason.RERUNS_GUESSED) : lacking;
    return (mixed ? all.doubting(Reason.MIXED_DIRECTIONS) : all).doubts();
  }

  /** What is known about trials that were stopped because they did badly. */
  Pruned pruned(Direction direction) {
    return pruned.known(direction);
  }

  long excluded() {
    return excluded;
  }

  int failed() {
    return failed;
  }

  /** About all trials, including those that do not count. */
  Fingerprint.Sums sums() {
    return sums;
  }

  /** The finite scores, ascending, not copied; nothing of a sketch. */
  double[] finite() {
    return scores.few();
  }

  /** The scores as the core takes them; of more than 2^20 a sketch. */
  public Scores known() {
    return scores.scores(failed);
  }

  /**
   * One score per trial that counts, NaN for a failed one. Of more than 2^20 those of a sketch, but
   * 8 bytes for each.
   */
  public double[] scores() {
    return known().each();
  }
}
