/** Sweeps of DomainBed. */
package org.lossfloor.read.domainbed;
