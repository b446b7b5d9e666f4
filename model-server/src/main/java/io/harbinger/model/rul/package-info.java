/** Remaining useful life: the model's input, output, network and directory. */
@NullMarked
package io.harbinger.model.rul;

import org.jspecify.annotations.NullMarked;
