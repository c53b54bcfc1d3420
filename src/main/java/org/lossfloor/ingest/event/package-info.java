/** Events as rows of Spark, and the functions that make and regroup them on executors. */
package org.lossfloor.ingest.event;
