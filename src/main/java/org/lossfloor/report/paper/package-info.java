/** The reproduction of the papers, for people. */
package org.lossfloor.report.paper;
