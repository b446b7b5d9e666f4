/** Decoders: one loop with samplers for training and serving, beam search, and the loss. */
@NullMarked
package io.harbinger.network.decoding;

import org.jspecify.annotations.NullMarked;
