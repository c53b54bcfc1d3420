/** What a reader counts and notes. */
package org.lossfloor.read.note;
