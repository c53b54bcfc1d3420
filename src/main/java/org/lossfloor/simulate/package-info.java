/** Studies and benchmarks as Spark jobs. */
package org.lossfloor.simulate;
