/** The models behind the predictions, as the console shows them and as people decide about them. */
@NullMarked
package io.harbinger.console.model;

import org.jspecify.annotations.NullMarked;
