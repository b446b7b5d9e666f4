/** Readings to Kafka, at a steady rate and without loss. */
@NullMarked
package io.harbinger.source.publish;

import org.jspecify.annotations.NullMarked;
