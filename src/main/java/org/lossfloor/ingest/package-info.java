/**
 * One pass over the logs of an audit on Spark: files are listed, cut into pieces and read with room
 * {@code read}; duplicates, retries and absent fields are decided, and everything is counted.
 */
package org.lossfloor.ingest;
