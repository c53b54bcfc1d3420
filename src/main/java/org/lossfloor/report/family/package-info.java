/** Families of experiments, for people. */
package org.lossfloor.report.family;
