package org.lossfloor.audit.compare;

import java.util.Optional;
import org.lossfloor.decide.compare.ComparedBatch;

/**
 * What a comparison of the experiments of a run gave.
 *
 * @param runId the run whose experiments were compared
 * @param published where the table is; nothing for a look at named pairs
 * @param batch the pairs
 */
public record CompareResult(String runId, Optional<String> published, ComparedBatch batch) {}
