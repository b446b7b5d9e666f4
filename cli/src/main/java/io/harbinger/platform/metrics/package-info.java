/** The endpoint that Prometheus scrapes. */
@NullMarked
package io.harbinger.platform.metrics;

import org.jspecify.annotations.NullMarked;
