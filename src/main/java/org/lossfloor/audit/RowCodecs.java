package org.lossfloor.audit;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.ingest.RowCodec;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;

/** Hands the tables' rows to the ingest, which knows nothing of tables. */
public final class RowCodecs {
  private RowCodecs() {}

  /** Trials as rows of the table {@code trials}. */
  public static final class Trials implements RowCodec<Trial> {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      return TrialsTable.schema();
    }

    @Override
    public Row encode(Trial trial) {
      return TrialsTable.row(trial);
    }

    @Override
    public Trial decode(Row row) {
      return TrialsTable.trial(row);
    }
  }

  /** Rejected records as rows of the table {@code rejected_records}. */
  public static final class Rejected implements RowCodec<RejectedRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      return RejectedRecordsTable.schema();
    }

    @Override
    public Row encode(RejectedRecord rejected) {
      return RejectedRecordsTable.row(rejected);
    }

    @Override
    public RejectedRecord decode(Row row) {
      return RejectedRecordsTable.record(row);
    }
  }
}
