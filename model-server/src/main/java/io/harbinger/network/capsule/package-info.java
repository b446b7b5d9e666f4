/** Capsules: routing by agreement over a sequence. */
@NullMarked
package io.harbinger.network.capsule;

import org.jspecify.annotations.NullMarked;
