package org.lossfloor.report.view;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.estimate.Diagnosis.OrderOutcome;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/**
 * How the trials of an experiment were drawn, and what tests of it gave.
 *
 * @param stated the sampler, as the user or the log says
 * @param source who says so
 * @param sampler the tests of the hyperparameters; nothing where there are too few or none
 * @param orderOutcome whether the order of the draws was tested, and if not, why
 * @param order the tests of the order
 * @param orderQValue the q-value of the order test among those of the run
 */
public record DrawsView(
    Sampler stated,
    SamplerSource source,
    Optional<SamplerTest> sampler,
    OrderOutcome orderOutcome,
    Optional<OrderTest> order,
    OptionalDouble orderQValue) {}
