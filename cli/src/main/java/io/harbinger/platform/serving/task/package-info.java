/**
 * Each task in the terms of the Open Inference Protocol: which tensors go in and out, and what they
 * mean.
 */
@NullMarked
package io.harbinger.platform.serving.task;

import org.jspecify.annotations.NullMarked;
