/** What a training run leaves for people: metrics.csv while it runs, and a report at its end. */
@NullMarked
package io.harbinger.training.report;

import org.jspecify.annotations.NullMarked;
