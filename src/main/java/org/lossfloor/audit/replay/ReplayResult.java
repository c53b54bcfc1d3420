package org.lossfloor.audit.replay;

import org.lossfloor.report.replay.ReplayedRun;

/**
 * What a replay of the experiments of a run gave.
 *
 * @param published where the tables are
 * @param replay what was found
 */
public record ReplayResult(String published, ReplayedRun replay) {}
