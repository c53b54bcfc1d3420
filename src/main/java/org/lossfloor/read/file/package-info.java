/**
 * Files of this machine by name, and the difference between a fault of storage and one of the file.
 */
package org.lossfloor.read.file;
