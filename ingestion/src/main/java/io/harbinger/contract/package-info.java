/**
 * What the platform's topics carry: the records (generated from {@code src/main/avro}), their bytes
 * and the topics themselves.
 *
 * <p>{@link io.harbinger.contract.ContractCodec} reads and writes records; {@link
 * io.harbinger.contract.Topics} names the topics.
 */
@NullMarked
package io.harbinger.contract;

import org.jspecify.annotations.NullMarked;
