/** Validators of Spark's MLlib. */
package org.lossfloor.read.mllib;
