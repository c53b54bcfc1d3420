/** Where a value stands: the path of a field in a record, and parts of the path of a file. */
package org.lossfloor.config.path;
