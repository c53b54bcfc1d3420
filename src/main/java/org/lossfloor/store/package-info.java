/**
 * A run's life on a Hadoop file system: lease, attempts, manifest, publication in one step; behind
 * {@link org.lossfloor.store.RunStore}.
 */
package org.lossfloor.store;
