/** The files of a source: found, sampled, opened, lost. */
package org.lossfloor.ingest.files;
