package io.harbinger.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.ModelInfo;
import io.harbinger.server.ServedModel;
import io.harbinger.server.SubmitOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class ClosedLoopTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration NONE = Duration.ZERO;

  private final FakeModel model = new FakeModel();

  @Test
  void keepsTheSameNumberOfRequestsInFlight() {
    new ClosedLoop<>(model, List.of("a", "b", "c"), PATIENCE);
    assertThat(model.waiting).hasSize(3);

    model.answer(2);

    assertThat(model.waiting).extracting(Asked::input).containsExactly("c", "a", "b");
  }

  @Test
  void countsEveryAnswerOnce() {
    ClosedLoop<String> loop = new ClosedLoop<>(model, List.of("a", "b"), PATIENCE);
    model.answer(5);
    assertThat(loop.run()).isEqualTo(5);

    model.answer(2);
    assertThat(loop.run()).isEqualTo(2);
  }

  @Test
  void sendsNoMoreOnceItIsClosed() throws Exception {
    ClosedLoop<String> loop = new ClosedLoop<>(model, List.of("a", "b"), PATIENCE);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(loop::close);

    while (!closed.isDone()) {
      model.answerIfAny();
    }

    closed.get();
    assertThat(model.waiting).isEmpty();
  }

  @Test
  void tellsWhyAModelDidNotAnswer() {
    ClosedLoop<String> loop = new ClosedLoop<>(model, List.of("a", "b"), PATIENCE);
    model.waiting.remove().answer().completeExceptionally(new IllegalStateException("no memory"));

    assertThatThrownBy(loop::run)
        .hasMessageContaining("model fake did not answer")
        .hasMessageContaining("no memory");
  }

  @Test
  void doesNotWaitForeverForAModelThatIsStuck() {
    ClosedLoop<String> loop = new ClosedLoop<>(model, List.of("a", "b"), NONE);
    model.answer(1);

    assertThatThrownBy(loop::run).hasMessageContaining("gave 1 of 2 answers within PT0S");
  }

  private record Asked(String input, CompletableFuture<String> answer) {}

  /** Answers when the test says so, in order. */
  private static final class FakeModel implements ServedModel<String, String> {

    private final Deque<Asked> waiting = new ArrayDeque<>();

    @Override
    public ModelInfo info() {
      return new ModelInfo("fake", "1", "fake");
    }

    @Override
    public CompletionStage<String> submit(String input, SubmitOptions options) {
      Asked asked = new Asked(input, new CompletableFuture<>());
      waiting.add(asked);
      return asked.answer();
    }

    void answer(int count) {
      for (int i = 0; i < count; i++) {
        waiting.remove().answer().complete("answer");
      }
    }

    void answerIfAny() {
      if (!waiting.isEmpty()) {
        answer(1);
      }
    }
  }
}
