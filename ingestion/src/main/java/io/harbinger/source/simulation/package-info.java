/** Turbofans that run to failure and are replaced, calibrated to FD001 of NASA's C-MAPSS data. */
@NullMarked
package io.harbinger.source.simulation;

import org.jspecify.annotations.NullMarked;
