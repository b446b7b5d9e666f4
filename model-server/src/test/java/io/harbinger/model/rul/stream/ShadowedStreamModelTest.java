package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.Keyed;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.harbinger.server.version.ModelNames;
import io.harbinger.server.version.NameLease;
import io.harbinger.server.version.NameOptions;
import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shadow of a streaming model, step by step beside what the two networks say by themselves. */
class ShadowedStreamModelTest {

  private static final String MACHINE = "engine-7";
  private static final int WHOLE = 50;

  @TempDir Path models;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
  private final ModelNames names = ModelNames.of(server);
  private Optional<StreamState> state = Optional.empty();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void oneOfOtherWeightsAndLayoutIsFoundToDisagreeByJustAsMuchAsItDoes() {
    StreamModelFixture.write(version(1), 7);
    StreamModelFixture.write(version(2), StreamModelFixture.spec(1, List.of(9)), 8);
    List<RulWindow> readings = readings(120);
    NameLease<StreamRequest, StreamAnswer> lease = acquire(new Shadow(1, 2));
    readings.forEach(reading -> ask(lease, reading));
    awaitCopies("compared", 120);

    List<Double> given = course(1, readings);
    assertThat(disagreement().count()).isEqualTo(120);
    assertThat(disagreement().totalAmount())
        .isCloseTo(distance(given, course(2, readings)), within(1e-6));
    double forgetful =
        distance(given, readings.stream().map(r -> course(2, List.of(r)).get(0)).toList());
    assertThat(disagreement().totalAmount())
        .as("not what a shadow that begins at each reading would say")
        .isNotCloseTo(forgetful, within(1.0));
  }

  @Test
  void oneOfTheSameWeightsNeverDisagrees() {
    StreamModelFixture.write(version(1), 7);
    StreamModelFixture.write(version(2), 7);
    NameLease<StreamRequest, StreamAnswer> lease = acquire(new Shadow(1, 2));
    readings(200).forEach(reading -> ask(lease, reading));
    awaitCopies("compared", 200);

    assertThat(disagreement().count()).isEqualTo(200);
    assertThat(disagreement().max()).isZero();
  }

  @Test
  void oneThatComesLaterIsComparedOnceItHasReadAWholeWindow() {
    StreamModelFixture.write(version(1), 7);
    StreamModelFixture.write(version(2), 8);
    List<RulWindow> readings = readings(100);
    NameLease<StreamRequest, StreamAnswer> lease = acquire(new Pinned(1));
    readings.subList(0, 30).forEach(reading -> ask(lease, reading));
    decide(new Shadow(1, 2));
    readings.subList(30, 100).forEach(reading -> ask(lease, reading));
    awaitCopies("compared", 70 - (WHOLE - 1));

    assertThat(copies("warming")).isEqualTo(WHOLE - 1);
    List<Double> given = course(1, readings).subList(30 + WHOLE - 1, 100);
    List<Double> own = course(2, readings.subList(30, 100)).subList(WHOLE - 1, 70);
    assertThat(disagreement().totalAmount()).isCloseTo(distance(given, own), within(1e-6));
  }

  private Path version(int version) {
    return models.resolve("rul-x").resolve(String.valueOf(version));
  }

  private NameLease<StreamRequest, StreamAnswer> acquire(ServingPolicy policy) {
    write(policy);
    NameLease<StreamRequest, StreamAnswer> lease =
        names.acquire(
            StreamVersions.TASK,
            models.resolve("rul-x"),
            NameOptions.of(ServingOptions.defaults().withMaxBatch(4)).withLook(Duration.ofDays(1)));
    awaitShadow(policy);
    return lease;
  }

  private void decide(ServingPolicy policy) {
    write(policy);
    names.look().join();
    awaitShadow(policy);
  }

  private void write(ServingPolicy policy) {
    ServingFile.write(
        models.resolve("rul-x"),
        new ServingDecision(policy, List.of(), false, Instant.EPOCH, "a test"));
  }

  private void awaitShadow(ServingPolicy policy) {
    if (policy.beside().isPresent()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  registry.find("harbinger.model.share").tags("role", "shadow").gauges().size()
                      == 1);
    }
  }

  private void ask(NameLease<StreamRequest, StreamAnswer> lease, RulWindow reading) {
    StreamRequest request = StreamRequest.of(state, reading);
    state =
        Optional.of(
            lease
                .ask(Keyed.of(MACHINE, request))
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join()
                .output()
                .state());
  }

  private double copies(String outcome) {
    return registry.get("harbinger.shadow.requests").tags("outcome", outcome).counter().count();
  }

  private void awaitCopies(String outcome, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> copies(outcome) == count);
  }

  private DistributionSummary disagreement() {
    return registry.get("harbinger.shadow.disagreement").summary();
  }

  /** The RUL after each reading, of a version by itself that begins with the first. */
  private List<Double> course(int version, List<RulWindow> readings) {
    List<Double> ruls = new ArrayList<>();
    try (StreamRulModel model = StreamRulModel.load(version(version))) {
      Optional<StreamState> own = Optional.empty();
      for (RulWindow reading : readings) {
        StreamAnswer answer = model.predict(List.of(StreamRequest.of(own, reading))).get(0);
        ruls.add(answer.last().rul());
        own = Optional.of(answer.state());
      }
    }
    return ruls;
  }

  private static double distance(List<Double> one, List<Double> other) {
    return IntStream.range(0, one.size())
        .mapToDouble(i -> Math.abs(one.get(i) - other.get(i)))
        .sum();
  }

  private static List<RulWindow> readings(int count) {
    RulWindow all = StreamModelFixture.readings(3, count);
    return IntStream.range(0, count)
        .mapToObj(
            t ->
                RulWindow.of(
                    new int[] {(int) all.value(t, 1)},
                    new double[][] {{all.value(t, 0)}},
                    new double[][] {
                      {all.value(t, 2), all.value(t, 3), all.value(t, 4), all.value(t, 5)}
                    }))
        .toList();
  }
}
