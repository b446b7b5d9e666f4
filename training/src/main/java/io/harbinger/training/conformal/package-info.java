/**
 * Fits, on engines that the weights were not fitted to, what makes intervals cover as often as they
 * say and probabilities mean what they say. The results are applied by {@code
 * io.harbinger.model.rul}.
 */
@NullMarked
package io.harbinger.training.conformal;

import org.jspecify.annotations.NullMarked;
