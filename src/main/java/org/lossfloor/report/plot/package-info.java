/**
 * Pictures of answers for papers and pages: score distributions and tuning curves as SVG, PNG and
 * PDF. The same answers give the same bytes.
 */
package org.lossfloor.report.plot;
