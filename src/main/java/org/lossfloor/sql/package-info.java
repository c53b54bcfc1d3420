/** The law as functions of SQL, and logs and runs as tables of Spark's reader. */
package org.lossfloor.sql;
