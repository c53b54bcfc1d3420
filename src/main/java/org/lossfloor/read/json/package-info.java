/** JSON, one object a line. */
package org.lossfloor.read.json;
