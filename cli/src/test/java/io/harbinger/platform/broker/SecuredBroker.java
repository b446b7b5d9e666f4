package io.harbinger.platform.broker;

import io.harbinger.platform.net.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker that speaks TLS alone, asks each client for a password (SCRAM-SHA-512), and lets users
 * do what they were granted and nothing else. Whoever started it closes it.
 */
public final class SecuredBroker implements AutoCloseable {

  /** Who may do everything, the broker itself included. */
  public static final String ADMINISTRATOR = "administrator";

  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final String LISTENER = "SECURED";
  private static final String ADMINISTRATOR_PASSWORD = "of the administrator";

  private final KafkaRaftServer server;
  private final BrokerCertificate certificate;
  private final int port;

  private SecuredBroker(KafkaRaftServer server, BrokerCertificate certificate, int port) {
    this.server = server;
    this.certificate = certificate;
    this.port = port;
  }

  /**
   * Starts a broker with the administrator and one user more, who may do nothing yet.
   *
   * @param directory empty or not there
   */
  public static SecuredBroker start(Path directory, String user, String password) throws Exception {
    Path log = Files.createDirectories(directory.resolve("log"));
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(BrokerProperties.NODE)
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setDirectories(List.of(log.toString()))
        .setMetadataLogDirectory(log.toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setScramArguments(
            List.of(credential(ADMINISTRATOR, ADMINISTRATOR_PASSWORD), credential(user, password)))
        .run();
    // A password may begin as an option does.
    BrokerCertificate certificate = BrokerCertificate.make(directory, "-of the stores");
    int port = Ports.free(0);
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(properties(log, port, certificate), false), Time.SYSTEM);
    server.startup();
    return new SecuredBroker(server, certificate, port);
  }

  private static String credential(String user, String password) {
    return "%s=[name=\"%s\",password=\"%s\"]".formatted(MECHANISM, user, password);
  }

  private static Map<String, String> properties(Path log, int port, BrokerCertificate certificate) {
    int controllerPort = Ports.freeBeside(port);
    Map<String, String> properties = new HashMap<>(BrokerProperties.of(log, port, controllerPort));
    String address = "%s://127.0.0.1:%d".formatted(LISTENER, port);
    properties.put(
        "listeners",
        "%s,%s://127.0.0.1:%d"
            .formatted(address, BrokerProperties.CONTROLLER_LISTENER, controllerPort));
    properties.put("advertised.listeners", address);
    properties.put("listener.security.protocol.map", LISTENER + ":SASL_SSL,CONTROLLER:PLAINTEXT");
    // The broker is its own client: it writes the ends of transactions.
    properties.put("inter.broker.listener.name", LISTENER);
    properties.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    properties.put("sasl.enabled.mechanisms", MECHANISM);
    properties.put(
        "listener.name.secured.scram-sha-512.sasl.jaas.config",
        login(ADMINISTRATOR, ADMINISTRATOR_PASSWORD));
    properties.put("ssl.keystore.type", "PKCS12");
    properties.put("ssl.keystore.location", certificate.keystore().toString());
    properties.put("ssl.keystore.password", certificate.password());
    properties.putAll(trust(certificate));
    properties.put("authorizer.class.name", StandardAuthorizer.class.getName());
    // Nobody but the broker comes by the controller's listener, which asks for no name.
    properties.put("super.users", "User:%s;User:ANONYMOUS".formatted(ADMINISTRATOR));
    return properties;
  }

  private static Map<String, String> trust(BrokerCertificate certificate) {
    return Map.of(
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        certificate.truststore().toString(),
        "ssl.truststore.password",
        certificate.password());
  }

  private static String login(String user, String password) {
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(ScramLoginModule.class.getName(), user, password);
  }

  /** Settings of a client that may do everything. */
  public Map<String, Object> administrator() {
    Map<String, Object> settings = new HashMap<>(trust(certificate));
    settings.put("bootstrap.servers", bootstrapServers());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", MECHANISM);
    settings.put("sasl.jaas.config", login(ADMINISTRATOR, ADMINISTRATOR_PASSWORD));
    return settings;
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The broker's certificate, for clients. */
  public Path truststore() {
    return certificate.truststore();
  }

  /** Of the truststore. */
  public String truststorePassword() {
    return certificate.password();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
