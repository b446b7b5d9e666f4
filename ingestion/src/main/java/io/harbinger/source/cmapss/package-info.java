/** NASA's C-MAPSS turbofan degradation data (Saxena and Goebel, 2008), as published. */
@NullMarked
package io.harbinger.source.cmapss;

import org.jspecify.annotations.NullMarked;
