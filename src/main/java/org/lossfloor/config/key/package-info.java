/**
 * The options, each declared once, the values that a file gives them, and what they are read as.
 */
package org.lossfloor.config.key;
