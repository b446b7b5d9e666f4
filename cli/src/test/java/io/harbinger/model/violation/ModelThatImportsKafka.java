package io.harbinger.model.violation;

import java.util.logging.Logger;
import org.apache.kafka.common.TopicPartition;

/** Breaks the house's rules on purpose, so that a test can see them fail. */
public final class ModelThatImportsKafka {
  private final TopicPartition partition = new TopicPartition("topic", 0);

  /** Prints and sleeps. */
  public void offend() throws InterruptedException {
    Logger.getLogger("offence").info(partition.toString());
    System.out.println(partition);
    Thread.sleep(1);
  }
}
