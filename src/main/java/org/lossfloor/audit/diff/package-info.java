/** Two published runs, compared with each other. */
package org.lossfloor.audit.diff;
