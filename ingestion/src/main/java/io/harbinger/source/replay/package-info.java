/** Recorded engines as a stream of readings. */
@NullMarked
package io.harbinger.source.replay;

import org.jspecify.annotations.NullMarked;
