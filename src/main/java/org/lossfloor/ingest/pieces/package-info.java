/** Logs that are read from bytes, cut into pieces and packed into tasks. */
package org.lossfloor.ingest.pieces;
