package org.lossfloor.ml;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What {@link SearchLawEstimator} found: one summary row per experiment, with the columns of the
 * table {@code experiments}.
 */
public final class SearchLawModel extends Model<SearchLawModel>
    implements SearchLawParams, MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final SearchLawParamSet all;
  private final transient Dataset<Row> summary;
  private final transient Dataset<Row> curves;

  SearchLawModel(String uid, Dataset<Row> summary, Dataset<Row> curves) {
    this.uid = uid;
    this.all = new SearchLawParamSet(this);
    this.summary = summary;
    this.curves = curves;
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
   * Returns the summary.
   *
   * @return one row per experiment: the group columns in their order and with their types, then the
   *     columns of {@code experiments}; a group column that is called like one of them has {@code
   *     key_} before its name
   */
  public Dataset<Row> summary() {
    return summary;
  }

  /**
   * Returns the tuning curves.
   *
   * @return the group columns as in {@link #summary}, then the columns of {@code tuning_curves}
   */
  public Dataset<Row> tuningCurves() {
    return curves;
  }

  /**
   * Appends the summary of its experiment to every row.
   *
   * @param data rows with the group columns
   * @return the same rows with a struct of the columns of {@code experiments}, called as {@link
   *     #lawCol} says; null where the experiment was not fitted
   */
  @Override
  public Dataset<Row> transform(Dataset<?> data) {
    transformSchema(data.schema());
    return SearchLawSummary.append(data, summary, this);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return SearchLawSummary.appended(schema, this);
  }

  @Override
  public SearchLawModel copy(ParamMap extra) {
    SearchLawModel copy = new SearchLawModel(uid, summary, curves);
    copyValues(copy, extra);
    copy.setParent(parent());
    return copy;
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  /**
   * Returns a reader of saved models.
   *
   * @return the reader
   */
  public static MLReader<SearchLawModel> read() {
    return new Reader();
  }

  /**
   * Loads a saved model.
   *
   * @param path where it was saved
   * @return the model
   */
  public static SearchLawModel load(String path) {
    return read().load(path);
  }

  private static String data(String path) {
    return path + "/data";
  }

  private static String curves(String path) {
    return path + "/curves";
  }

  private static final class Writer extends MLWriter {
    private final SearchLawModel model;

    Writer(SearchLawModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(
          model, path, sparkSession(), scala.Option.empty(), scala.Option.empty());
      model.summary.write().parquet(data(path));
      model.curves.write().parquet(curves(path));
    }
  }

  private static final class Reader extends MLReader<SearchLawModel> {
    @Override
    public SearchLawModel load(String path) {
      SparkSession spark = sparkSession();
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(path, spark, SearchLawModel.class.getName());
      SearchLawModel model =
          new SearchLawModel(
              metadata.uid(), spark.read().parquet(data(path)), spark.read().parquet(curves(path)));
      metadata.getAndSetParams(model, scala.Option.empty());
      return model;
    }
  }
}
