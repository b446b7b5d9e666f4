/** Parts that start in order and stop in reverse, and what asks them to stop. */
@NullMarked
package io.harbinger.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
