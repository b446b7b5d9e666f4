/** Recurrent cells and layers. */
@NullMarked
package io.harbinger.network.recurrent;

import org.jspecify.annotations.NullMarked;
