package org.lossfloor.ingest;

import java.util.Map;

/**
 * Where a record stands.
 *
 * @param path the file's full URI
 * @param parts the fields that the path holds
 * @param line the line or row, from 1
 */
record Place(String path, Map<String, String> parts, long line) {}
