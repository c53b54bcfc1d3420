/** Rows that an engine decodes, as records. */
package org.lossfloor.read.row;
