package io.harbinger.jobs.rul;

import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamState;
import io.harbinger.server.InferenceException;
import io.harbinger.server.InferenceException.Reason;
import io.harbinger.server.ServedModel;
import io.harbinger.server.SubmitOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A streaming model that does what the first reading with a mood in its first setting says. Its
 * estimates are a reading's sensors; its state counts readings and adds up their cycles, so that a
 * reading left out, doubled or out of order shows.
 */
final class FakeStreamModel implements ServedModel<StreamRequest, StreamAnswer> {

  private static final Map<String, FakeStreamModel> MODELS = new ConcurrentHashMap<>();

  final AtomicInteger leases = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();
  final List<Integer> bulks = new CopyOnWriteArrayList<>();
  final List<StreamRequest> requests = new CopyOnWriteArrayList<>();

  /** After how long to try again, as it says where it is full; empty where it does not say. */
  volatile Optional<Duration> retryAfter = Optional.empty();

  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final String name = UUID.randomUUID().toString();
  private final long mark;

  FakeStreamModel(long mark) {
    this.mark = mark;
    MODELS.put(name, this);
  }

  StreamModelSource source() {
    String here = name;
    return () -> MODELS.get(here).lease();
  }

  private ModelSource.Lease<StreamRequest, StreamAnswer> lease() {
    leases.incrementAndGet();
    return new ModelSource.Lease<>() {
      @Override
      public ServedModel<StreamRequest, StreamAnswer> model() {
        return FakeStreamModel.this;
      }

      @Override
      public void close() {
        released.incrementAndGet();
      }
    };
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo("fake", "7", "rul-stream");
  }

  @Override
  public List<CompletionStage<StreamAnswer>> submitAll(
      List<StreamRequest> inputs, SubmitOptions options) {
    bulks.add(inputs.size());
    return ServedModel.super.submitAll(inputs, options);
  }

  @Override
  public CompletionStage<StreamAnswer> submit(StreamRequest request, SubmitOptions options) {
    requests.add(request);
    RulWindow readings = request.readings();
    if (request.state().filter(state -> state.model() != mark).isPresent()) {
      return failed(Reason.INVALID_INPUT);
    }
    Mood mood = Mood.WELL;
    int cycle = 0;
    for (int t = 0; t < readings.length() && mood == Mood.WELL; t++) {
      mood = Mood.values()[(int) readings.value(t, 0)];
      cycle = (int) readings.value(t, readings.settings());
    }
    int attempt =
        attempts.computeIfAbsent(mood + "/" + cycle, key -> new AtomicInteger()).incrementAndGet();
    return switch (mood) {
      case WELL -> CompletableFuture.completedStage(answer(request));
      case FULL_TWICE -> attempt <= 2 ? full() : CompletableFuture.completedStage(answer(request));
      case ALWAYS_FULL -> full();
      case FAILS -> failed(Reason.FAILED);
      case FAILS_ONCE ->
          attempt == 1 ? failed(Reason.FAILED) : CompletableFuture.completedStage(answer(request));
      case INVALID -> failed(Reason.INVALID_INPUT);
      case SILENT -> new CompletableFuture<>();
      case CLOSED_ONCE ->
          attempt == 1 ? failed(Reason.CLOSED) : CompletableFuture.completedStage(answer(request));
      case NOT_A_NUMBER ->
          CompletableFuture.completedStage(
              new StreamAnswer(
                  answer(request).state(),
                  Collections.nCopies(
                      readings.length(), new RulEstimate(Double.NaN, null, null, 0, 0)),
                  List.of()));
      case THROWS -> throw new IllegalStateException("the model broke");
    };
  }

  private StreamAnswer answer(StreamRequest request) {
    float[] state = request.state().map(FakeStreamModel::values).orElseGet(() -> new float[2]);
    RulWindow readings = request.readings();
    List<RulEstimate> estimates = new ArrayList<>();
    int sensors = readings.settings() + 1;
    for (int t = 0; t < readings.length(); t++) {
      float cycle = readings.value(t, readings.settings());
      state = new float[] {state[0] + 1, state[1] * 0.5f + cycle};
      estimates.add(
          new RulEstimate(
              readings.value(t, sensors),
              (double) state[0],
              (double) state[1],
              readings.value(t, sensors + 1),
              readings.value(t, sensors + 2)));
    }
    int last = (int) readings.value(readings.length() - 1, readings.settings());
    return new StreamAnswer(
        state(mark, state),
        estimates,
        request.explain() ? List.of(new SensorEffect("s" + last, 1.5, -last)) : List.of());
  }

  static StreamState state(long mark, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(mark).asFloatBuffer().put(values);
    return StreamState.of(bytes.array());
  }

  static float[] values(StreamState state) {
    ByteBuffer bytes = ByteBuffer.wrap(state.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.getLong();
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private CompletionStage<StreamAnswer> full() {
    return retryAfter
        .<CompletionStage<StreamAnswer>>map(
            after -> CompletableFuture.failedStage(InferenceException.queueFull("full", after)))
        .orElseGet(() -> failed(Reason.QUEUE_FULL));
  }

  private static CompletionStage<StreamAnswer> failed(Reason reason) {
    return CompletableFuture.failedStage(new InferenceException(reason, "said the fake", null));
  }
}
