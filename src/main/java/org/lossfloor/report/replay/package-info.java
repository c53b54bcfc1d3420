/** Replayed experiments as text and JSON. */
package org.lossfloor.report.replay;
