/**
 * What a network has to beat: a constant, a linear model of the last reading, gradient boosting on
 * window statistics. Same engines, same cuts, same calibration, same metrics.
 */
@NullMarked
package io.harbinger.training.baseline;

import org.jspecify.annotations.NullMarked;
