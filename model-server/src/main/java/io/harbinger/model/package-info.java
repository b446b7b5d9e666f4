/** What every served model is, and the model directory that it is loaded from. */
@NullMarked
package io.harbinger.model;

import org.jspecify.annotations.NullMarked;
