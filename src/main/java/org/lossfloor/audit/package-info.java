/** The jobs: audit and check. Each is a list of named steps. */
package org.lossfloor.audit;
