/** One experiment from one file, without Spark. */
package org.lossfloor.fit;
