/** Optuna's storages: databases, journals, and the CSV files of {@code trials_dataframe}. */
package org.lossfloor.read.optuna;
