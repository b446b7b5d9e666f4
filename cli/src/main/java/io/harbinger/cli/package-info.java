/** The command line: one class a command, thin over the modules that do the work. */
@NullMarked
package io.harbinger.cli;

import org.jspecify.annotations.NullMarked;
