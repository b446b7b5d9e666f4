/** Measures the model server under load, beside ways to do without it. */
@NullMarked
package io.harbinger.cli.bench.serving;

import org.jspecify.annotations.NullMarked;
