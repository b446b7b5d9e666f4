/** What the web console costs with a large fleet: in the browser, in the server, on the wire. */
@NullMarked
package io.harbinger.cli.bench.console;

import org.jspecify.annotations.NullMarked;
