/** Pages of HTML from templates, with every value escaped. */
package org.lossfloor.report.template;
