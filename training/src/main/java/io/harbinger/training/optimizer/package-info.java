/** Optimizers and schedules whose whole state can be saved and put back. */
@NullMarked
package io.harbinger.training.optimizer;

import org.jspecify.annotations.NullMarked;
