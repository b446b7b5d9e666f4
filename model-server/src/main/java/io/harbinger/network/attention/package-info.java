/** Attention over the states of a sequence, whole or step by step. */
@NullMarked
package io.harbinger.network.attention;

import org.jspecify.annotations.NullMarked;
