/**
 * The standalone door of the model server: models answer over HTTP, by the Open Inference Protocol,
 * for those who have no Kafka.
 */
@NullMarked
package io.harbinger.platform.serving;

import org.jspecify.annotations.NullMarked;
