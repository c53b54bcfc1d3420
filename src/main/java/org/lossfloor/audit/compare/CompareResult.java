package org.lossfloor.audit.compare;

import org.lossfloor.decide.compare.ComparedBatch;

/**
 * What a comparison of the experiments of a run gave.
 *
 * @param runId the run whose experiments were compared
 * @param published where the table is
 * @param batch the pairs
 */
public record CompareResult(String runId, String published, ComparedBatch batch) {}
