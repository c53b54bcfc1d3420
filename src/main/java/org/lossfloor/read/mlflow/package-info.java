/**
 * MLflow's logs: the file store, tables and files that were exported from a tracking server, and
 * its database.
 */
package org.lossfloor.read.mlflow;
