/** What the answers of an experiment were worth while it ran, against what came after. */
package org.lossfloor.decide.replay;
