/** The tables of an audit: schemas, row codecs, staged writes, the run manifest. */
package org.lossfloor.table;
