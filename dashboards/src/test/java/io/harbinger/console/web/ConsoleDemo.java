package io.harbinger.console.web;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.SensorReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The console with an invented fleet that ages by itself, to look at. Arguments: how many engines,
 * the port, how many milliseconds a cycle takes.
 */
final class ConsoleDemo {

  private static final int CAP = 125;
  private static final String[] SENSORS = {
    "T2",
    "T24",
    "T30",
    "T50",
    "P2",
    "P15",
    "P30",
    "Nf",
    "Nc",
    "epr",
    "Ps30",
    "phi",
    "NRf",
    "NRc",
    "BPR",
    "farB",
    "htBleed",
    "Nf dmd",
    "PCNfR dmd",
    "W31",
    "W32"
  };
  private static final String[] UNITS = {
    "°R", "°R", "°R", "°R", "psia", "psia", "psia", "rpm", "rpm", "", "psia", "pps/psi", "rpm",
    "rpm", "", "", "", "rpm", "rpm", "lbm/s", "lbm/s"
  };

  private final FakeFeed feed;
  private final Random random = new Random(7);
  private final List<Engine> engines = new ArrayList<>();

  private ConsoleDemo(FakeFeed feed, int count) {
    this.feed = feed;
    for (int i = 1; i <= count; i++) {
      engines.add(new Engine("engine-%03d".formatted(i), 150 + random.nextInt(170)));
    }
  }

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 8480;
    long cycleMillis = args.length > 2 ? Long.parseLong(args[2]) : 2_000;
    Clock clock = Clock.systemUTC();
    FakeFeed feed = new FakeFeed(clock);
    ConsoleOptions options =
        ConsoleOptions.defaults()
            .withAddress("127.0.0.1", port)
            .withChannels(
                channels(new String[] {"Altitude", "Mach", "TRA"}, new String[] {"kft", "", "°"}),
                channels(SENSORS, UNITS))
            .withModels(new FakeModels());
    try (Console console =
        Console.start(options, feed, new FakeOutbox(feed), clock, new SimpleMeterRegistry())) {
      ConsoleDemo demo = new ConsoleDemo(feed, count);
      demo.warmUp();
      CountDownLatch forever = new CountDownLatch(1);
      while (!forever.await(cycleMillis, TimeUnit.MILLISECONDS)) {
        demo.step(Instant.now());
      }
      throw new IllegalStateException("the demo at " + console.url() + " ends by a signal only");
    }
  }

  private static List<Channel> channels(String[] names, String[] units) {
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      channels.add(new Channel(names[i], units[i]));
    }
    return channels;
  }

  private void warmUp() {
    Instant now = Instant.now();
    for (Engine engine : engines) {
      int age = (int) (engine.life * (0.15 + 0.8 * random.nextDouble()));
      engine.cycle = 0;
      for (int i = age; i > 0; i--) {
        engine.step(now.minusSeconds(i * 30L));
      }
    }
    feed.add(
        Samples.letter(
            "sensor.readings",
            "{\"asset\":\"engine-007\",\"cycle\":31,\"sensors\":\"oops\"}"
                .getBytes(StandardCharsets.UTF_8)));
    DeadLetter binary =
        Samples.letter("sensor.windows", new byte[] {(byte) 0xC3, 1, 2, 3, 4, 0, 99, 104, 105});
    binary.setReason(DeadLetterReason.TRUNCATED);
    binary.setDetail("9 bytes (expected at least the 10 of a single-object header)");
    feed.add(binary);
    DeadLetter late = Samples.letter("sensor.windows", new byte[600]);
    late.setReason(DeadLetterReason.INFERENCE_TIMED_OUT);
    late.setStage("rul-job");
    late.setDetail("no answer of the model server within 10 s");
    feed.add(late);
    MaintenanceAlert silent =
        MaintenanceAlert.newBuilder(
                Samples.alert("engine-004", 1, AlertSeverity.WARNING, AlertStatus.RAISED, 77))
            .setId("engine-004/1/NO_DATA/77/WARNING/RAISED")
            .setKind(AlertKind.NO_DATA)
            .setMessage("engine-004: no reading for more than 10 minutes since cycle 77 of run 1.")
            .setRaisedAt(now.minusSeconds(900))
            .clearEvidence()
            .build();
    feed.add(silent);
  }

  private void step(Instant now) {
    for (Engine engine : engines) {
      if (!engine.name.equals("engine-004")) {
        engine.step(now);
      }
    }
  }

  private final class Engine {
    private final String name;
    private int life;
    private int cycle;
    private long run = 1;
    private AlertSeverity open;

    Engine(String name, int life) {
      this.name = name;
      this.life = life;
    }

    void step(Instant at) {
      if (++cycle > life) {
        cycle = 1;
        run++;
        life = 150 + random.nextInt(170);
        if (open != null) {
          feed.add(Samples.alert(name, run - 1, open, AlertStatus.CLEARED, life, 3, at));
          open = null;
        }
      }
      double wear = Math.exp(5.0 * (cycle - life) / life);
      List<Double> sensors = new ArrayList<>();
      for (int i = 0; i < SENSORS.length; i++) {
        boolean constant = i == 0 || i == 4 || i == 9 || i == 15 || i == 17 || i == 18;
        double drift = constant ? 0 : (i % 3 == 0 ? -9 : 7) * wear;
        sensors.add(500 + 13.7 * i + drift + (constant ? 0 : random.nextGaussian()));
      }
      feed.add(
          SensorReading.newBuilder()
              .setAsset(name)
              .setRun(run)
              .setCycle(cycle)
              .setSettings(List.of(random.nextGaussian() * 0.002, 0.84, 100.0))
              .setSensors(sensors)
              .build());
      feed.addWindow();
      double truth = Math.min(CAP, life - cycle);
      double rul = Math.min(CAP, Math.max(0.5, truth + random.nextGaussian() * (1 + truth / 20)));
      feed.add(
          Samples.prediction(name, run, cycle, rul, at.minusMillis(120 + random.nextInt(400))));
      AlertSeverity level =
          truth <= 15 ? AlertSeverity.CRITICAL : truth <= 30 ? AlertSeverity.WARNING : null;
      if (level != null && level != open) {
        open = level;
        feed.add(Samples.alert(name, run, level, AlertStatus.RAISED, cycle, rul, at));
      }
    }
  }
}
