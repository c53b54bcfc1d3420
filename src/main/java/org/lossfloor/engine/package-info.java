/** The only room that sees Spark's internals: kept rows, task counts, progress of long steps. */
package org.lossfloor.engine;
