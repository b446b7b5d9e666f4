/**
 * Training samples: engines as scaled series, windows cut from them, and the constants fitted on
 * them.
 */
@NullMarked
package io.harbinger.training.data;

import org.jspecify.annotations.NullMarked;
