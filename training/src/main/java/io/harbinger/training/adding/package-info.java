/** The adding problem: how long a recurrent cell remembers. */
@NullMarked
package io.harbinger.training.adding;

import org.jspecify.annotations.NullMarked;
