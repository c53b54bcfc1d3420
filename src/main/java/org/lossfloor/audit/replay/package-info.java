/** The experiments of a published run, replayed. */
package org.lossfloor.audit.replay;
