/** What a reader counts, and what it notes that stops no run. */
package org.lossfloor.read.note;
