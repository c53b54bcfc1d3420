/**
 * Databases of trackers: SQLite files, which are never changed, and PostgreSQL. What an error of a
 * database costs is decided here: the record that it hits, the rest of a piece, or, if the database
 * is not reached, the attempt of a task.
 */
package org.lossfloor.read.database;
