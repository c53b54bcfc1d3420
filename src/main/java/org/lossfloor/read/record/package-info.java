/** One record of a log: which of its fields are wanted, and their values. */
package org.lossfloor.read.record;
