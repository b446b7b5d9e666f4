/** The commands that measure speed: {@code bench rul}. */
@NullMarked
package io.harbinger.cli.bench;

import org.jspecify.annotations.NullMarked;
