/** The subcommands that decide: comparisons of experiments, and of runs. */
package org.lossfloor.cli.decide;
