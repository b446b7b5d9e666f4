/** Flink's metrics in the process's Micrometer registry. */
@NullMarked
package io.harbinger.jobs.metrics;

import org.jspecify.annotations.NullMarked;
