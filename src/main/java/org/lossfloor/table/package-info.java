/** The tables of an audit: one list of columns per table, its schema and its codec. */
package org.lossfloor.table;
