/** The command line: subcommands, exit codes, the only builder of a SparkSession. */
package org.lossfloor.cli;
