/** What changed between two runs of an audit, without any engine. */
package org.lossfloor.decide.diff;
