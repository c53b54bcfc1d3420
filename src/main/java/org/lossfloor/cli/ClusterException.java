package org.lossfloor.cli;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.lossfloor.error.Causes;
import org.lossfloor.error.RetryException;

/** The cluster ended the work; nothing is wrong with the input or with the command. */
final class ClusterException extends RetryException {
  private static final long serialVersionUID = 1L;

  /**
   * What running jobs get to hear when the application is ended, mostly before it counts as ended.
   */
  private static final List<String> ENDED =
      List.of("Master removed our application", "SparkContext was shut down");

  /** Spark's words for the end of an executor during a task. */
  private static final String LOST = "ExecutorLostFailure";

  /** Spark's words for the results of a step that could not be fetched repeatedly. */
  private static final String GONE = "has failed the maximum allowable number of times";

  private ClusterException(String what, String where, String mend, Throwable cause) {
    super(what, where, mend, cause);
  }

  /**
   * The action of the cluster behind a failure.
   *
   * @param failure what a command threw
   * @param context the context that it worked with
   * @return the exception for the user; nothing if something else failed
   */
  static Optional<ClusterException> behind(Throwable failure, SparkContext context) {
    String where = "application " + context.applicationId() + " on " + context.master();
    Optional<String> lost = said(failure, LOST);
    if (lost.isPresent()) {
      return Optional.of(
          new ClusterException(
              "executors died again and again under the same task: " + lost.get(),
              where,
              "give executors more --executor-memory or fewer --executor-cores, then run again with"
                  + " the same --run-id",
              failure));
    }
    Optional<String> gone = said(failure, GONE);
    if (gone.isPresent()) {
      return Optional.of(
          new ClusterException(
              "results of a step were on hosts that have vanished: " + gone.get(),
              where,
              "see which hosts the cluster has lost, and run again with the same --run-id",
              failure));
    }
    if (context.isStopped() || ENDED.stream().anyMatch(text -> said(failure, text).isPresent())) {
      return Optional.of(
          new ClusterException(
              "Spark's application was ended before the work was done",
              where,
              "see in the messages above, or ask the cluster, who ended it; then run again with the"
                  + " same --run-id",
              failure));
    }
    return Optional.empty();
  }

  /** The first line with a text among the messages of a failure and its causes. */
  private static Optional<String> said(Throwable failure, String text) {
    return Causes.of(failure)
        .flatMap(at -> String.valueOf(at.getMessage()).lines())
        .filter(line -> line.contains(text))
        .findFirst();
  }
}
