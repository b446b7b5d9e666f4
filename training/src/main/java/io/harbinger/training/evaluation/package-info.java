/**
 * How good a remaining-useful-life model is: errors, scores, and decisions of "fails within".
 *
 * <p>Everything here is arithmetic over what a model said of engines whose truth is known; it knows
 * neither networks nor files.
 */
@NullMarked
package io.harbinger.training.evaluation;

import org.jspecify.annotations.NullMarked;
