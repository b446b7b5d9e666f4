/** The little linear algebra that fits on a page. */
@NullMarked
package io.harbinger.training.algebra;

import org.jspecify.annotations.NullMarked;
