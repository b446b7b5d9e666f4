package io.harbinger.console.web;

import io.harbinger.console.alertmanager.AlertmanagerForwarder;
import io.harbinger.console.feed.Feed;
import io.harbinger.console.feed.FeedHealth;
import io.harbinger.console.feed.FeedListener;
import io.harbinger.console.feed.KafkaFeed;
import io.harbinger.console.feed.KafkaOutbox;
import io.harbinger.console.feed.Listeners;
import io.harbinger.console.feed.Outbox;
import io.harbinger.console.feed.OutboxException;
import io.harbinger.console.live.LiveState;
import io.harbinger.console.model.DecisionException;
import io.harbinger.contract.SignInAdvice;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.TopicSetupException;
import io.harbinger.contract.Topics;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live console in the browser. Reads the platform's topics by itself, so it may run in the
 * platform's process or anywhere that reaches the brokers.
 *
 * <pre>{@code
 * try (Console console = Console.start(ConsoleOptions.defaults(), Map.of("bootstrap.servers", "localhost:9092"), registry)) {
 *   System.out.println(console.url());
 *   ...
 * }
 * }</pre>
 *
 * Whoever started it closes it. Thread-safe.
 */
public final class Console implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Console.class);
  private static final int THREADS = StreamHub.MOST_CLIENTS + 32;

  private final Javalin server;
  private final StreamHub hub;
  private final Feed feed;
  private final Outbox outbox;
  private final Optional<AlertmanagerForwarder> forwarder;
  private final WorstAssets worst;
  private final String url;

  private Console(
      Javalin server,
      StreamHub hub,
      Feed feed,
      Outbox outbox,
      Optional<AlertmanagerForwarder> forwarder,
      WorstAssets worst,
      String url) {
    this.server = server;
    this.hub = hub;
    this.feed = feed;
    this.outbox = outbox;
    this.forwarder = forwarder;
    this.worst = worst;
    this.url = url;
  }

  /**
   * Serves the console and begins to read. Makes the topic {@code maintenance.events} where it does
   * not exist.
   *
   * @param kafka settings of a Kafka client: bootstrap.servers, security
   * @param registry where it measures the worst of the fleet and what it tells an Alertmanager
   * @throws IllegalArgumentException if the address is not the loopback interface and there is no
   *     token
   * @throws IllegalStateException if the port is taken
   * @throws TopicSetupException if Kafka's brokers do not let it in; while they are away it waits
   *     for them
   */
  public static Console start(
      ConsoleOptions options, Map<String, Object> kafka, MeterRegistry registry) {
    Access access = access(options, Clock.systemUTC());
    makeTopic(kafka);
    Clock clock = Clock.systemUTC();
    Feed feed = KafkaFeed.of(kafka, options.feed(), clock);
    try {
      return start(options, access, feed, KafkaOutbox.of(kafka), clock, registry);
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /** With a feed and an outbox of the caller's, which the console closes with itself. */
  static Console start(
      ConsoleOptions options, Feed feed, Outbox outbox, Clock clock, MeterRegistry registry) {
    return start(options, access(options, clock), feed, outbox, clock, registry);
  }

  private static Console start(
      ConsoleOptions options,
      Access access,
      Feed feed,
      Outbox outbox,
      Clock clock,
      MeterRegistry registry) {
    LiveState state = new LiveState(options.limits(), clock);
    StreamHub hub = new StreamHub(state, feed, clock);
    ReadRoutes reads = new ReadRoutes(state, feed, hub, clock, options, access.hasLogin());
    WriteRoutes writes = new WriteRoutes(state, outbox, clock, access);
    ModelRoutes models = new ModelRoutes(options.models(), access);
    Page page = new Page(access);
    Javalin server =
        Javalin.create(config -> configure(config, access, page, reads, writes, models));
    try {
      server.start(options.host(), options.port());
    } catch (RuntimeException e) {
      hub.close();
      outbox.close();
      throw new IllegalStateException(
          "cannot serve the console on %s:%d: %s; choose another port, or 0 for any free one"
              .formatted(options.host(), options.port(), e.getMessage()),
          e);
    }
    String url = "http://%s:%d/".formatted(urlHost(options.host()), server.port());
    Optional<AlertmanagerForwarder> forwarder =
        options
            .alertmanager()
            .map(
                to ->
                    AlertmanagerForwarder.start(
                        to,
                        URI.create(url),
                        registry,
                        clock,
                        () -> feed.health().phase() == FeedHealth.Phase.LIVE));
    List<FeedListener> listeners = new ArrayList<>(List.of(state));
    forwarder.ifPresent(listeners::add);
    feed.start(new Listeners(listeners));
    hub.start();
    WorstAssets worst = WorstAssets.start(state, options.worstAssets(), registry);
    log.info("the console is at {}", url);
    return new Console(server, hub, feed, outbox, forwarder, worst, url);
  }

  private static Access access(ConsoleOptions options, Clock clock) {
    Secrets secrets = new Secrets();
    if (options.token().isPresent()) {
      return new TokenAccess(options.token().get(), secrets, clock);
    }
    if (!isLoopback(options.host())) {
      throw new IllegalArgumentException(
          "a console on %s without a token would let everyone in the network write (expected a token, or 127.0.0.1 as the address)"
              .formatted(options.host()));
    }
    return new LoopbackAccess(secrets);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "the console's address %s is not known (expected an address of this machine)"
              .formatted(host),
          e);
    }
  }

  private static void makeTopic(Map<String, Object> kafka) {
    try (Admin admin = Admin.create(kafka)) {
      TopicSetup.defaults().createMissing(admin, List.of(Topics.MAINTENANCE_EVENTS));
    } catch (TopicSetupException e) {
      if (SignInAdvice.on(e).isPresent()) {
        throw e;
      }
      log.warn("until the topic exists, the console shows but cannot report: {}", e.getMessage());
    }
  }

  private static void configure(
      JavalinConfig config,
      Access access,
      Page page,
      ReadRoutes reads,
      WriteRoutes writes,
      ModelRoutes models) {
    config.startup.showJavalinBanner = false;
    config.http.generateEtags = true;
    config.http.maxRequestSize = RequestBody.LARGEST + 1L;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("console");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    addFiles(config, "/static", Page.FILES);
    addFiles(config, "/lib/uplot", Page.chartLibrary());

    config.routes.before(
        ctx -> {
          SecurityHeaders.add(ctx);
          access.checkHost(ctx);
        });
    config.routes.before("/api/*", ctx -> checkRead(ctx, access));
    config.routes.get("/", page::serve);
    reads.addTo(config.routes);
    writes.addTo(config.routes);
    models.addTo(config.routes);
    config.routes.exception(
        RequestException.class, (e, ctx) -> answerError(ctx, e.status(), e.getMessage()));
    config.routes.exception(
        DecisionException.class,
        (e, ctx) -> {
          log.warn("nothing was decided: {}", e.getMessage());
          answerError(ctx, ModelRoutes.status(e.reason()), e.getMessage());
        });
    config.routes.exception(
        OutboxException.class,
        (e, ctx) -> {
          log.warn("{}", e.getMessage());
          answerError(ctx, 502, e.getMessage());
        });
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          log.error("{} {} failed", ctx.method(), ctx.path(), e);
          answerError(ctx, 500, "the console failed at this; its log says how");
        });
  }

  private static void addFiles(JavalinConfig config, String at, String directory) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = at;
          files.directory = directory;
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache");
        });
  }

  private static void checkRead(Context ctx, Access access) {
    boolean open = ctx.path().equals("/api/login");
    if (!open && !access.mayRead(ctx)) {
      throw new RequestException(401, "log in first, or send the token as a bearer token");
    }
  }

  private static void answerError(
      Context ctx, int status, @org.jspecify.annotations.Nullable String message) {
    if (ctx.res().isCommitted()) {
      return;
    }
    ctx.status(status)
        .contentType("application/json")
        .result(Json.object(json -> json.writeStringField("error", String.valueOf(message))));
  }

  private static String urlHost(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Where a browser finds it. */
  public String url() {
    return url;
  }

  /** Sends the browsers away, stops serving and reading. */
  @Override
  public void close() {
    hub.close();
    worst.close();
    server.stop();
    feed.close();
    forwarder.ifPresent(AlertmanagerForwarder::close);
    outbox.close();
  }
}
