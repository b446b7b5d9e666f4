/** Commands that ask a model about readings in a file, without Kafka or Flink. */
@NullMarked
package io.harbinger.cli.prediction;

import org.jspecify.annotations.NullMarked;
