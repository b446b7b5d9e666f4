/**
 * Remaining useful life told at every reading: a recurrent network that reads a machine from its
 * first cycle on and keeps its state between readings, as an ensemble of equal members.
 */
@NullMarked
package io.harbinger.model.rul.stream;

import org.jspecify.annotations.NullMarked;
