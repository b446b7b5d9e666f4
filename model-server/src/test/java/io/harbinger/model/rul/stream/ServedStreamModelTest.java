package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A streaming model behind the server, asked about different numbers of readings at once. */
class ServedStreamModelTest {

  @TempDir Path models;

  @Test
  void anExecutionTakesEquallyManyReadingsOfEachMachine() {
    Path version = models.resolve("rul-x/1");
    StreamModelFixture.write(version, 7);
    List<StreamRequest> requests =
        IntStream.range(0, 12)
            .mapToObj(
                i -> StreamRequest.of(Optional.empty(), StreamModelFixture.readings(i, 1 + i % 3)))
            .toList();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (StreamRulModel direct = StreamRulModel.load(version);
        ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
        ModelLease<StreamRequest, StreamAnswer> lease =
            server.acquire(StreamRulModel.SERVED, version, ServingOptions.defaults())) {
      assertThat(requests.stream().map(direct::bucket).distinct()).containsExactly(1, 2, 3);
      List<StreamAnswer> expected = direct.predict(requests);
      List<CompletionStage<StreamAnswer>> answers = lease.submitAll(requests);

      for (int i = 0; i < requests.size(); i++) {
        StreamAnswer answer = answers.get(i).toCompletableFuture().join();
        assertThat(answer.estimates()).hasSize(1 + i % 3);
        assertThat(answer.last().rul()).isCloseTo(expected.get(i).last().rul(), within(1e-3));
      }
    }
    DistributionSummary batches = registry.get("harbinger.inference.batch.size").summary();
    assertThat(batches.count()).isEqualTo(3);
    assertThat(batches.max()).isEqualTo(4);
  }
}
