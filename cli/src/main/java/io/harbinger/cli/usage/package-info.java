/** What commands share, whatever they do. */
@NullMarked
package io.harbinger.cli.usage;

import org.jspecify.annotations.NullMarked;
