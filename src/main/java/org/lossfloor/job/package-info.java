/** The pipelines: thin wiring of Spark around the core, and the MLlib face. */
package org.lossfloor.job;
