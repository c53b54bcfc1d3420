/** YAML as a tree that knows its lines, and slips in it named with their fix. */
package org.lossfloor.config.yaml;
