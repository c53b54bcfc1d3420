/** From pieces of logs to events: trials, rejected records, counts. */
package org.lossfloor.read.event;
