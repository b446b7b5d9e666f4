/**
 * What a model's training data looked like, kept in its directory so that a job can tell when the
 * machines that it watches no longer look so.
 */
@NullMarked
package io.harbinger.model.rul.reference;

import org.jspecify.annotations.NullMarked;
