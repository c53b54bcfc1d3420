/**
 * From the bytes of a log to records, and from records to trials, without Spark. The audit and
 * {@code lossfloor fit} read by the same rules because both read through here.
 */
package org.lossfloor.read;
