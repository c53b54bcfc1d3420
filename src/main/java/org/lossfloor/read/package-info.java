/**
 * From the bytes of a log to lines and rows of text: compression, encoding, physical lines, CSV.
 * The audit and {@code lossfloor fit} read by the same rules because both read through here.
 */
package org.lossfloor.read;
