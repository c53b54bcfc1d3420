package org.lossfloor.sweep;

/**
 * How many records a reader took from a file, counted before any of them is interpreted.
 *
 * @param source the source's name in the configuration
 * @param path the file, as a full URI
 * @param records the number of records, blank lines and headers not counted
 */
public record Tally(String source, String path, long records) {}
