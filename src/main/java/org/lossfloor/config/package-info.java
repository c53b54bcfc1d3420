/** Settings as records: load, check, explain. */
package org.lossfloor.config;
