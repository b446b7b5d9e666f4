/** What a killed run needs to go on as if nothing had happened. */
@NullMarked
package io.harbinger.training.checkpoint;

import org.jspecify.annotations.NullMarked;
