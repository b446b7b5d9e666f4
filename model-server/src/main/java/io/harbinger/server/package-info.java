/**
 * The in-process model server: one bounded queue a model, batches formed across callers, metrics.
 */
@NullMarked
package io.harbinger.server;

import org.jspecify.annotations.NullMarked;
