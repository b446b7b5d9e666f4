/** Trains the network that tells remaining life at every reading. */
@NullMarked
package io.harbinger.training.rul.stream;

import org.jspecify.annotations.NullMarked;
