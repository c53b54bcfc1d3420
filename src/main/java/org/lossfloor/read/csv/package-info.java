/** Tables of separated values. */
package org.lossfloor.read.csv;
