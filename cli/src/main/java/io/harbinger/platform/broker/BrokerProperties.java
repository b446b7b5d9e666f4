package io.harbinger.platform.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a single small broker that is its own controller. */
final class BrokerProperties {

  static final int NODE = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Map<String, String> of(Path directory, int port, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("log.dirs", directory.toString());
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(port, CONTROLLER_LISTENER, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // Static voters let the controller's port change from one start to the next.
    properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    singleNode(properties);
    small(properties);
    restart(properties);
    return properties;
  }

  private static void singleNode(Map<String, String> properties) {
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("default.replication.factor", "1");
    // A topic is made on purpose or not at all: a misspelt name is an error.
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void small(Map<String, String> properties) {
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    // The default of 128 MiB is heap that a handful of small topics never use.
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    properties.put("log.cleaner.threads", "1");
    properties.put("log.segment.bytes", Integer.toString(64 << 20));
    properties.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    properties.put("transaction.max.timeout.ms", "900000");
  }

  /** After a kill the next start waits for the old incarnation's session to end: keep it short. */
  private static void restart(Map<String, String> properties) {
    properties.put("controlled.shutdown.enable", "true");
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("controller.quorum.election.timeout.ms", "200");
  }
}
