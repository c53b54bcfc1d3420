/** Answers as text and as JSON, for people and for scripts. */
package org.lossfloor.report;
