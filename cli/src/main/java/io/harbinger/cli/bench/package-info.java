/** The commands that measure: {@code bench rul}, {@code bench cells}, {@code bench adding}. */
@NullMarked
package io.harbinger.cli.bench;

import org.jspecify.annotations.NullMarked;
