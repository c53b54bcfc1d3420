/** The tables of decisions, one list of columns each: what follows from published answers. */
package org.lossfloor.table.decide;
