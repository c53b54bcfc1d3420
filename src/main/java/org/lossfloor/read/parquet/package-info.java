/** Apache Parquet. */
package org.lossfloor.read.parquet;
