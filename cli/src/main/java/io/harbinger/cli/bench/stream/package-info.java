/** Measures the whole way from readings to predictions that are visible. */
@NullMarked
package io.harbinger.cli.bench.stream;

import org.jspecify.annotations.NullMarked;
