package org.lossfloor.job;

import java.io.Serializable;
import org.lossfloor.estimate.EstimateSettings;

/**
 * What is to be estimated of the experiments of one source and metric.
 *
 * @param settings the settings of the core
 * @param replicates how many bootstrap replicates each experiment gets
 */
record MetricSettings(EstimateSettings settings, int replicates) implements Serializable {}
