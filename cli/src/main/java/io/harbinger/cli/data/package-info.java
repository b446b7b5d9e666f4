/** Commands that bring data to this machine. */
@NullMarked
package io.harbinger.cli.data;

import org.jspecify.annotations.NullMarked;
