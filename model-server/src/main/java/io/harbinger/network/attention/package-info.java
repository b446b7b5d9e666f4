/** Attention over the states of a sequence. */
@NullMarked
package io.harbinger.network.attention;

import org.jspecify.annotations.NullMarked;
