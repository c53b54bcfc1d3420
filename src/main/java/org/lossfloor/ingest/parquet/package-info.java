/** Parquet, as Spark decodes it. */
package org.lossfloor.ingest.parquet;
