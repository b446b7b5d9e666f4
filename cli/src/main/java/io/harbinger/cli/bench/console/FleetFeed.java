package io.harbinger.cli.bench.console;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import io.harbinger.source.simulation.SimulatedReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A fleet's readings at a steady rate, and with each the prediction that a job would make of it: a
 * remaining life that falls to zero, with an interval. Stands in for windows, model and job, which
 * are not what is measured. Whoever started it closes it.
 */
final class FleetFeed implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final long SEED = 1;
  private static final double CAP = 125;

  /** Spreads the assets over the life; has no divisor in common with most lengths. */
  private static final int STAGGER = 37;

  private final Producer<String, byte[]> producer;
  private final StopRequest stop = new StopRequest();
  private final Thread thread;
  private final List<SensorReading> life = new ArrayList<>();
  private final int assets;
  private final double perSecond;
  private final ContractCodec<SensorReading> readings = ContractCodec.of(SensorReading.class);
  private final ContractCodec<RulPrediction> predictions = ContractCodec.of(RulPrediction.class);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile long sent;

  private FleetFeed(String bootstrapServers, int assets, double perSecond) {
    this.assets = assets;
    this.perSecond = perSecond;
    FleetSimulator simulator = new FleetSimulator(FleetOptions.fresh(1, SEED));
    SimulatedReading simulated;
    do {
      simulated = simulator.next();
      life.add(simulated.reading());
    } while (!simulated.failed());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers, "client.id", "bench-feed", "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
    this.thread = new Thread(this::write, "bench-feed");
  }

  /** Starts to write, one reading of each asset in turn. */
  static FleetFeed start(String bootstrapServers, int assets, double perSecond) {
    FleetFeed feed = new FleetFeed(bootstrapServers, assets, perSecond);
    feed.thread.start();
    return feed;
  }

  /** Readings that were handed over so far. */
  long sent() {
    return sent;
  }

  private void write() {
    long began = System.nanoTime();
    try {
      while (!stop.isRequested()) {
        long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond);
        while (sent < due) {
          writeOne(sent);
          // One thread writes.
          sent = sent + 1;
        }
        boolean unused = stop.await(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(e);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(Exception e) {
    failure.compareAndSet(null, e);
  }

  /** Fails where a record did not reach the broker: nothing measured meanwhile would be true. */
  void checkWriting() {
    Exception first = failure.get();
    if (first != null) {
      throw new IllegalStateException("the fleet's readings could not be written", first);
    }
  }

  private void writeOne(long number) {
    int place = (int) (number % assets);
    long step = number / assets + (long) place * STAGGER % life.size();
    int cycle = (int) (step % life.size());
    String asset = "asset-%04d".formatted(place);
    long run = 1 + step / life.size();
    SensorReading reading =
        SensorReading.newBuilder(life.get(cycle)).setAsset(asset).setRun(run).build();
    send(Topics.SENSOR_READINGS, asset, readings.encode(reading));
    send(
        Topics.RUL_PREDICTIONS,
        asset,
        predictions.encode(
            prediction(asset, run, reading.getCycle(), life.size() - 1 - cycle, place)));
  }

  /** Wavers by a few cycles about the truth, as a model does, so that the order changes. */
  private static RulPrediction prediction(
      String asset, long run, int cycle, double truth, int place) {
    double rul = Math.min(CAP, Math.max(0, truth + 3 * Math.sin(0.7 * cycle + place)));
    return RulPrediction.newBuilder()
        .setId("%s/%d/%d/rul-bench/1".formatted(asset, run, cycle))
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setRulLow(Math.max(0, rul * 0.8 - 4))
        .setRulHigh(Math.min(CAP, rul * 1.15 + 6))
        .setProbabilityWithin15(within(15, rul))
        .setProbabilityWithin30(within(30, rul))
        .setModel("rul-bench")
        .setVersion("1")
        .setReadingTimestamp(Instant.now())
        .build();
  }

  private static double within(int horizon, double rul) {
    return 1 / (1 + Math.exp((rul - horizon) / 3.5));
  }

  private void send(Topics topic, String asset, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic.topic(), asset, value),
            (position, refused) -> {
              if (refused != null) {
                failed(refused);
              }
            });
  }

  @Override
  public void close() throws InterruptedException {
    stop.request();
    thread.join();
    producer.close();
  }
}
