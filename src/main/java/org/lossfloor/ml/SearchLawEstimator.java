package org.lossfloor.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * The law of random search as a stage of a Spark ML pipeline: one score per trial in, one summary
 * row per experiment out. A thin shell over the same core as the jobs.
 *
 * <p>The input has one row per trial. A null, NaN or infinite score is a failed trial: it counts as
 * worse than every threshold.
 */
public final class SearchLawEstimator extends Estimator<SearchLawModel>
    implements SearchLawParams, DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final SearchLawParamSet all;

  /** Makes an estimator with a random uid and default parameters. */
  public SearchLawEstimator() {
    this(Identifiable$.MODULE$.randomUID("searchLaw"));
  }

  /**
   * Makes an estimator with default parameters.
   *
   * @param uid its unique id
   */
  public SearchLawEstimator(String uid) {
    this.uid = uid;
    this.all = new SearchLawParamSet(this);
    all.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public SearchLawParamSet all() {
    return all;
  }

  /**
   * Sets the column of scores.
   *
   * @param column a numeric column
   * @return this
   */
  public SearchLawEstimator setScoreCol(String column) {
    set(scoreCol(), column);
    return this;
  }

  /**
   * Sets the columns that separate experiments. Null is a value like any other.
   *
   * @param columns columns of any name, and of any type that casts to string
   * @return this
   * @throws IllegalArgumentException if a column is named twice, or one has no name
   */
  public SearchLawEstimator setGroupCols(String... columns) {
    set(groupCols(), columns.clone());
    return this;
  }

  /**
   * Sets the column that {@link SearchLawModel#transform} appends.
   *
   * @param column a name that the data does not have yet
   * @return this
   * @throws IllegalArgumentException if it is empty
   */
  public SearchLawEstimator setLawCol(String column) {
    set(lawCol(), column);
    return this;
  }

  /**
   * Sets the direction.
   *
   * @param value {@code minimize} or {@code maximize}
   * @return this
   * @throws IllegalArgumentException if it is neither
   */
  public SearchLawEstimator setDirection(String value) {
    set(direction(), value);
    return this;
  }

  /**
   * Sets where the regime starts.
   *
   * @param value {@code auto}, {@code none} or a score
   * @return this
   * @throws IllegalArgumentException if it is none of these
   */
  public SearchLawEstimator setThreshold(String value) {
    set(threshold(), value);
    return this;
  }

  /**
   * Sets the confidence of intervals and sets.
   *
   * @param value 0.5 to 0.999
   * @return this
   * @throws IllegalArgumentException if it is outside
   */
  public SearchLawEstimator setConfidence(double value) {
    set(confidence(), value);
    return this;
  }

  /**
   * Sets the effective dimension, which is estimated otherwise.
   *
   * @param value 1 to 10
   * @return this
   * @throws IllegalArgumentException if it is outside
   */
  public SearchLawEstimator setDimension(int value) {
    set(dimension(), value);
    return this;
  }

  /**
   * Sets the numbers of trials of the tuning curves.
   *
   * @param numbers whole numbers from 1 on
   * @return this
   * @throws IllegalArgumentException if there is none, or one is below 1
   */
  public SearchLawEstimator setTrials(int... numbers) {
    set(trials(), numbers.clone());
    return this;
  }

  /**
   * Sets the largest effective dimension tried.
   *
   * @param value 1 to 10
   * @return this
   * @throws IllegalArgumentException if it is outside
   */
  public SearchLawEstimator setMaxDimension(int value) {
    set(maxDimension(), value);
    return this;
  }

  /**
   * Sets the scores that the metric can take.
   *
   * @param lower the smallest, or negative infinity
   * @param upper the largest, or positive infinity
   * @return this
   * @throws IllegalArgumentException if the lower one is not below the upper
   */
  public SearchLawEstimator setBounds(double lower, double upper) {
    set(bounds(), new double[] {lower, upper});
    return this;
  }

  /**
   * Sets where the noise between runs of one configuration is taken from.
   *
   * @param rule {@code auto}, {@code none}, {@code reruns}, {@code neighbours}, a standard
   *     deviation such as {@code 0.01}, or {@code sd=0.01,df=12}
   * @return this
   * @throws IllegalArgumentException if it is none of these
   */
  public SearchLawEstimator setNoise(String rule) {
    set(noise(), rule);
    return this;
  }

  /**
   * Sets how intervals are made.
   *
   * @param method {@code profile}, {@code narrow}, {@code calibrated}, {@code percentile} or {@code
   *     nonparametric}
   * @return this
   * @throws IllegalArgumentException if it is none of these
   */
  public SearchLawEstimator setIntervals(String method) {
    set(intervals(), method);
    return this;
  }

  /**
   * Sets how many samples are drawn for every interval, where the method draws any.
   *
   * @param number at least 40 where the method draws any, else ignored
   * @return this
   * @throws IllegalArgumentException if it is negative
   */
  public SearchLawEstimator setReplicates(int number) {
    set(replicates(), number);
    return this;
  }

  /**
   * Sets the seed of these samples.
   *
   * @param value any
   * @return this
   */
  public SearchLawEstimator setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /**
   * Estimates every experiment.
   *
   * @param trials one row per trial
   * @return a model that holds one summary row per experiment
   * @throws IllegalArgumentException if parameters contradict each other, or a column is missing
   */
  @Override
  public SearchLawModel fit(Dataset<?> trials) {
    transformSchema(trials.schema());
    SearchLawModel model = SearchLawSummary.of(trials, this);
    copyValues(model, ParamMap.empty());
    model.setParent(this);
    return model;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    SearchLawSummary.check(schema, this);
    return SearchLawSummary.appended(schema, this);
  }

  @Override
  public SearchLawEstimator copy(ParamMap extra) {
    SearchLawEstimator copy = new SearchLawEstimator(uid);
    copyValues(copy, extra);
    return copy;
  }

  /**
   * Returns a reader of saved estimators.
   *
   * @return the reader
   */
  public static MLReader<SearchLawEstimator> read() {
    return new DefaultParamsReader<>();
  }

  /**
   * Loads a saved estimator.
   *
   * @param path where it was saved
   * @return the estimator
   */
  public static SearchLawEstimator load(String path) {
    return read().load(path);
  }
}
