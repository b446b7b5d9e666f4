package io.harbinger.cli.platform;

import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.source.publish.PublishOptions;
import io.harbinger.source.publish.PublishReport;
import io.harbinger.source.publish.ReadingPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where readings go and how fast; shared by the commands that write them. */
final class PublishOptionsMixin {

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "sensor.readings",
      description = "The topic (default: ${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Readings per second; 0 is as fast as Kafka takes them (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = {"-n", "--max-readings"},
      paramLabel = "N",
      description = "End after so many readings (default: at the end of the data, or at Ctrl-C).")
  private @Nullable Long most;

  /** Writes the readings; returns when all that were taken are acknowledged. */
  PublishReport publish(Iterator<SensorReading> readings) {
    if (topic.equals(Topics.SENSOR_READINGS.topic())) {
      try (Admin admin = Admin.create(kafka.client())) {
        TopicSetup.defaults().createMissing(admin, List.of(Topics.SENSOR_READINGS));
      }
    }
    PublishOptions options = PublishOptions.to(topic).at(rate);
    StopRequest stop = new StopRequest();
    try (StopSignals signals = StopSignals.listen(stop);
        ReadingPublisher publisher =
            ReadingPublisher.connect(
                kafka.bootstrapServers(),
                kafka.further(),
                most == null ? options : options.limitedTo(most),
                new SimpleMeterRegistry())) {
      return publisher.publish(readings, stop::isRequested);
    }
  }
}
