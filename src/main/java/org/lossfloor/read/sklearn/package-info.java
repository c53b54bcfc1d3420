/** Results of scikit-learn's searches. */
package org.lossfloor.read.sklearn;
