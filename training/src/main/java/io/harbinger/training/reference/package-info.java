/** Describes a model's training data, for the jobs to compare with what comes in. */
@NullMarked
package io.harbinger.training.reference;

import org.jspecify.annotations.NullMarked;
