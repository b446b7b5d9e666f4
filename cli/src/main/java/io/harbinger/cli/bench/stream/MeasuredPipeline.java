package io.harbinger.cli.bench.stream;

import io.harbinger.cli.bench.load.CpuTimes;
import io.harbinger.cli.bench.stream.StreamBenchReport.Side;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.Topics;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.platform.broker.EmbeddedBroker;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.observation.Latencies;
import io.harbinger.platform.observation.TopicPositions;
import io.harbinger.platform.observation.TopicReader;
import io.harbinger.windows.WindowsApplication;
import io.harbinger.windows.WindowsOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A broker, the windows topology, a job and a source, all started anew, and how fast readings
 * become committed predictions through them.
 *
 * @param side which job it is
 * @param assets of the fleet
 * @param windows how the topology makes its windows
 * @param parallelism of the job
 * @param job builds it in an environment, for a broker's address
 */
record MeasuredPipeline(
    Side side,
    int assets,
    WindowsOptions windows,
    int parallelism,
    BiConsumer<StreamExecutionEnvironment, String> job) {

  private static final Duration RUNNING_LIMIT = Duration.ofMinutes(2);

  /** One prediction in so many is looked into. */
  private static final int SAMPLED = 64;

  /** Starts everything, lets it run warm, and measures. */
  StreamBenchReport.Result measure(Path directory, Duration warmUp, Duration measured)
      throws Exception {
    AtomicLong visible = new AtomicLong();
    Latencies latencies = new Latencies();
    StopRequest nobody = new StopRequest();
    try (Parts parts = new Parts()) {
      EmbeddedBroker broker =
          parts.start("broker", () -> EmbeddedBroker.start(directory.resolve("kafka"), 0));
      String kafka = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
        TopicSetup.defaults().createMissing(admin, List.of(Topics.values()));
        var from = TopicPositions.beginnings(admin, List.of(Topics.RUL_PREDICTIONS.topic()));
        ContractCodec<RulPrediction> codec = ContractCodec.of(RulPrediction.class);
        parts.start(
            "observer",
            () ->
                TopicReader.start(
                    Map.of("bootstrap.servers", kafka),
                    from,
                    record -> {
                      if (visible.incrementAndGet() % SAMPLED == 0) {
                        latencies.record(latency(codec, record));
                      }
                    }));
      }
      WindowsApplication topology =
          parts.start(
              "windows",
              () ->
                  WindowsApplication.start(
                      windows,
                      Map.of("bootstrap.servers", kafka),
                      directory.resolve("windows"),
                      new SimpleMeterRegistry()));
      EmbeddedFlink flink =
          parts.start("Flink", () -> EmbeddedFlink.start(directory.resolve("flink"), parallelism));
      StreamExecutionEnvironment env = flink.environment();
      job.accept(env, kafka);
      EmbeddedJob running = flink.submit(env);
      topology.awaitRunning(RUNNING_LIMIT);
      while (!running.isAtWork()) {
        nobody.await(Duration.ofMillis(50));
      }
      parts.start(
          "source", () -> SourceThread.start(kafka, new FleetReadings(assets), visible::get));
      nobody.await(warmUp);
      CpuTimes cpu = CpuTimes.now();
      long count = visible.get();
      long began = System.nanoTime();
      nobody.await(measured);
      long readings = visible.get() - count;
      double seconds = (System.nanoTime() - began) / 1e9;
      Map<String, Double> spent = CpuTimes.now().since(cpu, thread -> Component.of(thread).label());
      double all = spent.values().stream().mapToDouble(Double::doubleValue).sum();
      topology
          .failure()
          .ifPresent(
              e -> {
                throw new IllegalStateException("the windows topology stopped", e);
              });
      return new StreamBenchReport.Result(
          side,
          assets,
          readings / seconds,
          latencies.percentile(50),
          latencies.percentile(99),
          spent,
          all * 1e6 / Math.max(1, readings));
    }
  }

  private static long latency(
      ContractCodec<RulPrediction> codec, ConsumerRecord<byte[], byte[]> record) {
    try {
      return System.currentTimeMillis()
          - codec.decode(record.value()).getReadingTimestamp().toEpochMilli();
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("a prediction that cannot be read", e);
    }
  }
}
