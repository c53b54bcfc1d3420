/**
 * A published run as one HTML file: a section is one class that renders the records of one table.
 */
package org.lossfloor.report.html;
