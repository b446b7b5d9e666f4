package io.harbinger.platform.broker;

import io.harbinger.platform.net.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker (KRaft, one node) in this process, on the loopback interface only. What was
 * written is there again after a restart on the same directory, also after a kill.
 *
 * <p>{@link #start} returns when clients can connect; whoever started it closes it. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final KafkaRaftServer server;
  private final DirectoryLock lock;
  private final int port;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, DirectoryLock lock, int port) {
    this.server = server;
    this.lock = lock;
    this.port = port;
  }

  /**
   * Starts a broker.
   *
   * @param directory where its data lie; made where it is missing, and kept for this broker alone
   * @param port the port to listen on, or 0 for any free one
   */
  public static EmbeddedBroker start(Path directory, int port) {
    int chosen = Ports.free(port);
    DirectoryLock lock = DirectoryLock.acquire(directory);
    try {
      KafkaRaftServer server = server(directory.resolve("log").toAbsolutePath(), chosen);
      log.info("Kafka broker on 127.0.0.1:{}, data in {}", chosen, directory);
      return new EmbeddedBroker(server, lock, chosen);
    } catch (BrokerException e) {
      lock.close();
      throw e;
    } catch (Exception e) {
      lock.close();
      throw new BrokerException(
          "the broker did not start on the data in %s; the log has the details"
              .formatted(directory),
          e);
    }
  }

  private static KafkaRaftServer server(Path directory, int port) throws Exception {
    Files.createDirectories(directory);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(clusterId(directory))
        .setNodeId(BrokerProperties.NODE)
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setDirectories(List.of(directory.toString()))
        .setMetadataLogDirectory(directory.toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
    KafkaConfig config =
        new KafkaConfig(BrokerProperties.of(directory, port, Ports.freeBeside(port)), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  /** The id that the directory was formatted with; a new one for a new directory. */
  private static String clusterId(Path directory) throws IOException {
    Path meta = directory.resolve("meta.properties");
    if (!Files.exists(meta)) {
      return Uuid.randomUuid().toString();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(meta)) {
      properties.load(in);
    }
    String id = properties.getProperty("cluster.id");
    if (id == null) {
      throw new BrokerException(
          "%s has no cluster.id: these are not a broker's data; start anew with --fresh"
              .formatted(meta),
          null);
    }
    return id;
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Shuts down in an orderly way and gives the directory back; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      lock.close();
    }
  }
}
