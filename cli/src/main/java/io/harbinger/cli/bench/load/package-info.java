/** Ways to put a load on a model, and to tell how it bore it. */
@NullMarked
package io.harbinger.cli.bench.load;

import org.jspecify.annotations.NullMarked;
