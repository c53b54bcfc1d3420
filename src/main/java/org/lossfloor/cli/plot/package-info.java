/** The options of pictures, which several subcommands have. */
package org.lossfloor.cli.plot;
