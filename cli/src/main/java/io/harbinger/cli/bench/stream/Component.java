package io.harbinger.cli.bench.stream;

import java.util.List;
import java.util.Locale;

/** Parts of the way, told apart by the names of their threads; the first that fits. */
enum Component {
  WINDOWS_PRODUCER("windows: producer", List.of("producer-network-thread | harbinger-windows")),
  WINDOWS("windows: Kafka Streams", List.of("streamthread", "harbinger-windows")),
  SOURCE("source of readings", List.of("bench-source", "bench-readings")),
  OBSERVER("observer", List.of("topic-reader", "bench-observer")),
  MODEL("model server", List.of("model-")),
  JOB_FETCHER("job: consumer", List.of("source data fetcher", "fetcher")),
  JOB_PRODUCER("job: producer", List.of("kafka-producer-network-thread")),
  JOB("job: operators", List.of("source: ", "inference", "outcomes", "predict", "-> ", " (1/")),
  CHECKPOINTS(
      "job: checkpoints",
      List.of("asyncoperations", "checkpoint", "flink-", "pekko", "jobmanager")),
  BROKER(
      "broker",
      List.of(
          "kafka",
          "data-plane",
          "raft",
          "controller",
          "log-",
          "executor-",
          "expirationreaper",
          "group-coordinator",
          "transaction",
          "broker",
          "quorum")),
  OTHER("other", List.of(""));

  private final String label;
  private final List<String> marks;

  Component(String label, List<String> marks) {
    this.label = label;
    this.marks = marks;
  }

  String label() {
    return label;
  }

  static Component of(String thread) {
    String name = thread.toLowerCase(Locale.ROOT);
    for (Component component : values()) {
      if (component.marks.stream().anyMatch(name::contains)) {
        return component;
      }
    }
    return OTHER;
  }
}
