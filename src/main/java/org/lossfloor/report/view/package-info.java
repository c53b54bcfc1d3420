/** What a published run says, as records for people: one for every table that they look at. */
package org.lossfloor.report.view;
