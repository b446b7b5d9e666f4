/** One run of the platform with a source of readings: watched, drained, and reported. */
@NullMarked
package io.harbinger.platform.demo;

import org.jspecify.annotations.NullMarked;
