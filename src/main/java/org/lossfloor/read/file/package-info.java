/** Files of this machine by name, and what tells a fault of storage from a fault of the file. */
package org.lossfloor.read.file;
