package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.jobs.rul.memory.AssetMemory;
import io.harbinger.jobs.rul.memory.AssetTurn;
import io.harbinger.jobs.rul.memory.TurnRules;
import io.harbinger.jobs.rul.memory.Verdict;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Either;
import org.jspecify.annotations.Nullable;

/**
 * Windows by asset in, outcomes out, the model's memory of each asset in keyed state.
 *
 * <p>Windows are gathered until there are enough of them or the first has waited long enough. What
 * is gathered goes to the model in one bulk call, an asset's windows in one request, while the next
 * are being gathered; at most one batch is on its way. When it is back, each asset's memory is
 * written under its key and the outcomes leave in the order in which the windows came.
 *
 * <p>Before a checkpoint's barrier, and at the end of the input, everything gathered is worked off:
 * no window is in the operator when its state is taken. That, and a full batch behind another,
 * blocks the task for as long as the model needs, at most for the timeout.
 *
 * <p>Never fails the job because of a window; does fail when the model server is closed under it.
 */
final class StreamInferenceOperator
    extends AbstractStreamOperator<Either<RulPrediction, DeadLetter>>
    implements OneInputStreamOperator<RawWindow, Either<RulPrediction, DeadLetter>> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final StreamModelSource source;
  private final InferenceOptions inference;
  private final StreamingOptions streaming;
  private final TurnRules rules;

  private transient @Nullable WindowReader reader;
  private transient ModelSource.@Nullable Lease<StreamRequest, StreamAnswer> lease;
  private transient @Nullable ValueState<byte[]> memories;
  private transient @Nullable Counter retries;
  private transient @Nullable MemoryCounters counters;
  private transient @Nullable OptionalLong mark;
  private transient @Nullable List<GatheredWindow> gathered;
  private transient @Nullable UnderWay underWay;
  private transient boolean timerPending;

  /** A batch that the model works on. */
  private record UnderWay(
      InferenceBatch batch,
      Map<String, AssetTurn> turns,
      List<GatheredWindow> windows,
      int[] places) {}

  StreamInferenceOperator(
      StreamModelSource source,
      InferenceOptions inference,
      StreamingOptions streaming,
      TurnRules rules) {
    this.source = source;
    this.inference = inference;
    this.streaming = streaming;
    this.rules = rules;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reader = new WindowReader();
    gathered = new ArrayList<>();
    mark = OptionalLong.empty();
    underWay = null;
    timerPending = false;
    retries = getMetricGroup().counter("inferenceRetries");
    counters = new MemoryCounters(getMetricGroup());
    memories = getRuntimeContext().getState(memoryState());
    lease = source.acquire();
  }

  /** An asset's memory as Flink keeps it: the bytes of {@link AssetMemory}. */
  static ValueStateDescriptor<byte[]> memoryState() {
    return new ValueStateDescriptor<>(
        "asset-memory", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  @Override
  public void processElement(StreamRecord<RawWindow> element) throws Exception {
    List<GatheredWindow> waiting = Objects.requireNonNull(gathered);
    waiting.add(read(element.getValue()));
    if (waiting.size() >= streaming.maxBatch()) {
      takeTurn();
    } else {
      setTimer();
    }
  }

  private GatheredWindow read(RawWindow raw) {
    try {
      SensorWindow window = Objects.requireNonNull(reader).read(raw.value());
      return new GatheredWindow.Readable(raw, window, WindowReader.toStream(window, raw.keyText()));
    } catch (RejectedWindowException e) {
      return new GatheredWindow.Unreadable(
          DeadLetters.of(raw, e.reason(), String.valueOf(e.getMessage())));
    }
  }

  private void setTimer() {
    if (!timerPending) {
      timerPending = true;
      long at =
          getProcessingTimeService().getCurrentProcessingTime() + streaming.maxDelay().toMillis();
      getProcessingTimeService().registerTimer(at, time -> onTimer());
    }
  }

  private void onTimer() throws Exception {
    timerPending = false;
    takeTurn();
  }

  /** Takes the batch under way back and sends what was gathered. */
  private void takeTurn() throws Exception {
    takeBack();
    send();
    if (underWay != null) {
      setTimer();
    }
  }

  private void workOff() throws Exception {
    takeBack();
    send();
    takeBack();
  }

  private void send() throws IOException {
    List<GatheredWindow> windows = Objects.requireNonNull(gathered);
    if (windows.isEmpty()) {
      return;
    }
    gathered = new ArrayList<>(windows.size());
    Map<String, AssetTurn> turns = new LinkedHashMap<>();
    int[] places = new int[windows.size()];
    for (int i = 0; i < places.length; i++) {
      if (windows.get(i) instanceof GatheredWindow.Readable readable) {
        String asset = readable.window().getAsset();
        AssetTurn turn = turns.get(asset);
        if (turn == null) {
          turn = new AssetTurn(asset, rules, memory(asset));
          turns.put(asset, turn);
        }
        places[i] = turn.add(readable.fresh());
      }
    }
    InferenceBatch batch =
        new InferenceBatch(
            Objects.requireNonNull(lease).model(),
            inference,
            Objects.requireNonNull(retries),
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble(),
            Objects.requireNonNull(mark));
    batch.begin(turns.values());
    underWay = new UnderWay(batch, turns, windows, places);
  }

  private @Nullable AssetMemory memory(String asset) throws IOException {
    setCurrentKey(asset);
    byte[] bytes = Objects.requireNonNull(memories).value();
    return bytes == null ? null : AssetMemory.of(bytes);
  }

  private void takeBack() throws Exception {
    UnderWay back = underWay;
    if (back == null) {
      return;
    }
    back.batch().await();
    underWay = null;
    mark = back.batch().mark();
    for (Map.Entry<String, AssetTurn> entry : back.turns().entrySet()) {
      remember(entry.getKey(), entry.getValue());
    }
    for (int i = 0; i < back.windows().size(); i++) {
      GatheredWindow window = back.windows().get(i);
      if (window instanceof GatheredWindow.Unreadable unreadable) {
        give(Either.Right(unreadable.letter()));
      } else if (window instanceof GatheredWindow.Readable readable) {
        AssetTurn turn = Objects.requireNonNull(back.turns().get(readable.window().getAsset()));
        tell(readable, turn.verdict(back.places()[i]));
      }
    }
  }

  private void remember(String asset, AssetTurn turn) throws IOException {
    AssetMemory memory = turn.memory();
    if (turn.changed() && memory != null) {
      setCurrentKey(asset);
      Objects.requireNonNull(memories).update(memory.toBytes());
    }
    Objects.requireNonNull(counters).count(turn);
  }

  private void tell(GatheredWindow.Readable window, Verdict verdict) {
    if (verdict instanceof Verdict.Predicted predicted) {
      give(Either.Left(RulPredictions.of(window.window(), predicted)));
    } else if (verdict instanceof Verdict.Dead dead) {
      give(Either.Right(DeadLetters.of(window.raw(), dead.reason(), dead.detail())));
    } else {
      Objects.requireNonNull(counters).repeated();
    }
  }

  private void give(Either<RulPrediction, DeadLetter> outcome) {
    output.collect(new StreamRecord<>(outcome));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    workOff();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    workOff();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      if (lease != null) {
        lease.close();
      }
    }
  }
}
