/** From stored bytes to lines of UTF-8: compression, encoding, physical lines, damaged text. */
package org.lossfloor.read.text;
