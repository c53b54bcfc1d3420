/** Recognition: which files are logs of which format, and how home-made ones may be mapped. */
package org.lossfloor.read.detect;
