/** Trials that a look at all of them decides about: duplicates, retries, absent fields. */
package org.lossfloor.ingest.mark;
