/** Tables of automatic research loops. */
package org.lossfloor.read.agent;
