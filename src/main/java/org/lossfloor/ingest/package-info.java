/**
 * One reader per log format: logs become canonical trials, bad records are quarantined with their
 * reason.
 */
package org.lossfloor.ingest;
