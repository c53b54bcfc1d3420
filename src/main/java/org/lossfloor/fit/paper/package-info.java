/** The public logs of the papers behind the method. */
package org.lossfloor.fit.paper;
