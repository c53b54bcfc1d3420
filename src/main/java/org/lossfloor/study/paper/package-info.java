/**
 * What the papers behind the method print about public logs, and what comes out of the same logs
 * here.
 */
package org.lossfloor.study.paper;
