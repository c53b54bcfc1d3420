/** Experiments of a published run that searched the same space. */
package org.lossfloor.audit.family;
