/**
 * The live view of the fleet: its state from predictions and alerts, and how a terminal shows it.
 */
@NullMarked
package io.harbinger.console;

import org.jspecify.annotations.NullMarked;
