/** Published runs, read for people and for the jobs that start from one. */
package org.lossfloor.audit.run;
