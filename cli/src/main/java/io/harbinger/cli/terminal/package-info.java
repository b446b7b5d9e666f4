/** How a running demo shows itself: a live table on a terminal, lines elsewhere. */
@NullMarked
package io.harbinger.cli.terminal;

import org.jspecify.annotations.NullMarked;
