/** What the readers of trackers' own formats have in common: a trial as a tree of named fields. */
package org.lossfloor.read.tracker;
