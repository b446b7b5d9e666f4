/** The whole platform in this process: broker, windows topology, RUL job, metrics. */
@NullMarked
package io.harbinger.platform.embedded;

import org.jspecify.annotations.NullMarked;
