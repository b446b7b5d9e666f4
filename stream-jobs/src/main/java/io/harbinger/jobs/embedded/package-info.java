/** Flink inside this process, for the demo and for one machine. */
@NullMarked
package io.harbinger.jobs.embedded;

import org.jspecify.annotations.NullMarked;
