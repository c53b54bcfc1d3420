/** Events kept as blocks of bytes, and the few of them that a look at all has to decide about. */
package org.lossfloor.ingest.kept;
