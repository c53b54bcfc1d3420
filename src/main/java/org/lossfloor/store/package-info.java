/** A run's life on a Hadoop file system: lease, attempts, manifest, publication in one step. */
package org.lossfloor.store;
