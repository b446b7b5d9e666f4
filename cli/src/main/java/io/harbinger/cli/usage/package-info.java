/** What commands that only hold others share. */
@NullMarked
package io.harbinger.cli.usage;

import org.jspecify.annotations.NullMarked;
