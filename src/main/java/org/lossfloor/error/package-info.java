/**
 * What went wrong, in words for the user: one exception per case, near names, quoting, masked
 * secrets.
 */
package org.lossfloor.error;
