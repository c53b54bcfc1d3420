/** Counts over the events of a run. */
package org.lossfloor.ingest.count;
