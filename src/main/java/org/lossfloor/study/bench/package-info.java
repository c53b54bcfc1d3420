/** Random searches on surfaces for which the method was not made, to measure its answers. */
package org.lossfloor.study.bench;
