/** What reruns tell, and which accepted steps of a search are more than noise. */
package org.lossfloor.decide.noise;
