package org.lossfloor.read.note;

import org.lossfloor.sweep.Coded;

/**
 * What a log can hold that does not stop a run but that its owner should know. The codes are in the
 * table {@code sources}; the sentences are for people and are followed by how often, where first,
 * and what.
 */
public enum NoteKind implements Coded {
  /** The file has no header line, so the one that was declared or found is used. */
  NO_HEADER("a table has no header line"),
  /** Records without the metric's field, in a file or part of one where others have it. */
  ABSENT_FIELD(
      "records do not have the metric's field where others have it; on_absent_field says what they"
          + " count as"),
  /** Single trials without the metric's field. */
  LACKING_FIELD(
      "trials do not have the metric's field, as those that failed; on_missing says what they count"
          + " as"),
  /** Different trials with one id. */
  ID_CONFLICT(
      "trial ids are shared by trials that differ in hyperparameters or score; on_id_conflict says"
          + " what they count as"),
  /** Records of one trial whose scores differ. */
  ID_UPDATED("records of one trial id differ in score, and one of them counts"),
  /** Failed trials that were run again. */
  RETRIED("failed trials were run again with the same hyperparameters, and the last run counts"),
  /** Times in an unknown format. */
  UNREAD_TIME(
      "times cannot be read and count as absent; say how they are written with `time_format`, such"
          + " as 'dd-MM-yyyy HH:mm'"),
  /** Scores of executions that are no array of numbers. */
  UNREAD_EXECUTIONS(
      "scores of several executions cannot be read and count as absent; they are written as an array"
          + " of numbers, such as [0.51, 0.49]"),
  /** Trials whose score is that of their executions. */
  MEAN_OF_EXECUTIONS(
      "trials have no score of their own but executions that have one, and the mean of these"
          + " counts"),
  /** A field with words for states that is not mapped. */
  UNMAPPED_STATE(
      "a field looks like the state of trials and is not mapped, so that trials count by their"
          + " score alone; map it with `state: {field: ...}`"),
  /** A field with words for states that is not mapped and says that trials did not complete. */
  UNFINISHED_UNMAPPED(
      "a field that is not mapped says that trials failed, were stopped or did not end, and they"
          + " count by their score alone; map it with `state: {field: ...}`"),
  /** A field with times that is not mapped. */
  UNMAPPED_TIME(
      "a field looks like the time of trials and is not mapped; with `start_time` the order of the"
          + " trials can be checked"),
  /** A dense curve whose last points have no value counts as diverged there. */
  CURVE_END(
      "a curve ends without a value (null, empty or absent) where its other points have one, which"
          + " counts as NaN"),
  /** Keys of the mapping that recognition proposed. */
  GUESSED_MAPPING(
      "parts of the mapping are guesses from names and first records; check them, then leave"
          + " `guessed` out"),
  /** Directions that recognition proposed. */
  GUESSED_DIRECTION(
      "which scores are good is a guess from the names of metrics; check it, then leave"
          + " `direction_guessed` out"),
  /** A link whose target does not exist, or that leads to itself. */
  DANGLING_LINK("a link leads to nothing and is left out"),
  /** A link to a folder that is read anyway or that holds the link. */
  KNOWN_LINK("a link to a folder is not followed, because the folder is read already or holds it"),
  /** Links or hard links to one file. */
  SEVERAL_NAMES("a file has several names and is read once"),
  /** A named pipe. */
  FIFO("a FIFO is not a log and is left out"),
  /** A socket. */
  SOCKET("a socket is not a log and is left out"),
  /** A device. */
  DEVICE("a device is not a log and is left out"),
  /** A file or folder that this user may not read. */
  UNREADABLE("a file or folder may not be read and is left out"),
  /** A file or folder that disappeared after it was listed. */
  VANISHED("a file or folder was gone before it was read"),
  /** What audits have published below the folder that is read. */
  OWN_OUTPUT("the output of audits lies within the input and is left out"),
  /** A checksum file of Hadoop's that belongs to an older state of the log. */
  STALE_CHECKSUM("a checksum file does not belong to the log beside it and is ignored"),
  /** A line of a table that no rule of CSV makes a row. */
  STRAY_QUOTE("a line of a table is not a row and is rejected"),
  /** A run of a table has nothing but zeros, as loops write for a run without result. */
  ONLY_ZEROS("a run whose numbers are all 0 is taken for one without a score"),
  /** The last line of a curve's own file is cut off, as a killed run leaves it. */
  TORN_CURVE("the last line of a file with points of a curve is torn and is left out"),
  /** A table does not say which columns are settings. */
  GUESSED_COLUMNS(
      "a table does not say which columns are hyperparameters and which are results; the order of"
          + " their names was taken to tell; check `hyperparameters`"),
  /** A table does not say which of its columns was tuned. */
  GUESSED_OBJECTIVE(
      "a table does not say what was tuned, and the place of a column was taken to tell; give"
          + " `metrics` with the field metrics.NAME"),
  /** A tracker's log does not say which scores are good. */
  NAMED_DIRECTION(
      "a log does not say which scores are good, and the name of the metric was taken to tell; give"
          + " `metrics` with a `direction`"),
  /** Trials that a scheduler seems to have stopped. */
  GUESSED_STOP(
      "trials that ended like others count as stopped early, because they ran fewer iterations; to"
          + " take the log's own word, map `state: {field: tags.status}`"),
  /** Points of a chart that are means. */
  MEAN_POINTS("points of an exported chart are means over steps, so that the last one is too"),
  /** A document was read as one record although it may hold many. */
  DOCUMENT_WITH_ARRAY(
      "a JSON document counts as one record and holds one array of objects; if these are the"
          + " records, say so with `records`"),
  /** A file has no bytes. */
  EMPTY_FILE("a file has 0 bytes"),
  /** A check before a large run reads only the first lines of a large file. */
  FIRST_PART("the sample is the beginning of a file"),
  /** How a file is compressed was taken from its first bytes. */
  OTHER_PACKING("a file is not compressed as its name says"),
  /** How a file is encoded was taken from its first bytes. */
  OTHER_ENCODING("a file has another encoding than UTF-8 or the declared one"),
  /** A journal does something to what it does not have, or something unknown. */
  SKIPPED_OPERATION(
      "operations of a journal have an unknown code, or refer to a study or trial that it does not"
          + " have, and are left out"),
  /** Trials that were deleted with their study. */
  DELETED_TRIAL("trials were deleted with their study and are left out"),
  /** Columns of numbers that are parameters or metrics. */
  MIXED_COLUMNS(
      "columns of a table are parameters or metrics, which it does not tell, and count as neither;"
          + " name them as columns.NAME in `hyperparameters` and `metrics`"),
  /** A mapped field holds bytes that are not text. */
  DAMAGED_RECORD("bytes that are not text in the file's encoding; those records are rejected"),
  /** An unmapped field holds bytes that are not text. */
  DAMAGED_TEXT("bytes that are not text in the file's encoding, in a field that is not mapped");

  private final String sentence;

  NoteKind(String sentence) {
    this.sentence = sentence;
  }

  /**
   * Returns what was seen.
   *
   * @return a main clause without a full stop
   */
  public String sentence() {
    return sentence;
  }
}
