package org.lossfloor.job;

import java.io.Serializable;
import org.lossfloor.decide.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;

/**
 * What is to be estimated of the experiments of one source and metric.
 *
 * @param settings the settings of the core
 * @param replicates how many bootstrap replicates each experiment gets
 * @param decide what a person wants to know before the next trials
 */
record MetricSettings(EstimateSettings settings, int replicates, DecideSettings decide)
    implements Serializable {}
