/**
 * What the streaming job remembers of each asset, and how an asset's windows become requests to the
 * model and its answers predictions. Knows neither Flink nor Kafka.
 */
@NullMarked
package io.harbinger.jobs.rul.memory;

import org.jspecify.annotations.NullMarked;
