/**
 * What the console knows: a bounded picture of the fleet, made of the platform's records as they
 * come. {@link io.harbinger.console.live.LiveState} is the way in.
 */
@NullMarked
package io.harbinger.console.live;

import org.jspecify.annotations.NullMarked;
