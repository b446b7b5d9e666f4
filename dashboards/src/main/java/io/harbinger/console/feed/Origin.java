package io.harbinger.console.feed;

import io.harbinger.contract.Topics;
import java.time.Instant;

/**
 * Where a record was read.
 *
 * @param topic one of the platform's
 * @param partition of the topic
 * @param offset in the partition
 * @param writtenAt the record's timestamp
 * @param live false while the backlog from before the start is read
 */
public record Origin(Topics topic, int partition, long offset, Instant writtenAt, boolean live) {

  /** Partition and offset, which name a record of the topic. */
  public String position() {
    return partition + "-" + offset;
  }
}
