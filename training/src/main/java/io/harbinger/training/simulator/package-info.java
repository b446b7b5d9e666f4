/**
 * How near simulated engines come to real ones: lives, the course of their health, what each sensor
 * shows at each remaining life, and what a network learns from them. Arithmetic alone; it knows
 * neither networks nor files.
 */
@NullMarked
package io.harbinger.training.simulator;

import org.jspecify.annotations.NullMarked;
