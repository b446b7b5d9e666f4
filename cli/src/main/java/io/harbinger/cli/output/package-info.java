/** What commands print: one JSON document, or text for people. */
@NullMarked
package io.harbinger.cli.output;

import org.jspecify.annotations.NullMarked;
