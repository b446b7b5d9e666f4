/** How far long work has come: a bar where a person watches, plain lines elsewhere. */
@NullMarked
package io.harbinger.training.progress;

import org.jspecify.annotations.NullMarked;
