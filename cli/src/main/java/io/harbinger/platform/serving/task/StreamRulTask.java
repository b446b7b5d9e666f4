package io.harbinger.platform.serving.task;

import io.harbinger.model.VersionedTask;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.model.rul.stream.StreamState;
import io.harbinger.model.rul.stream.StreamVersions;
import io.harbinger.platform.serving.protocol.Datatype;
import io.harbinger.platform.serving.protocol.InferRequest;
import io.harbinger.platform.serving.protocol.ProtocolException;
import io.harbinger.platform.serving.protocol.Tensor;
import io.harbinger.platform.serving.protocol.TensorMetadata;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Remaining life at every reading. The caller keeps each machine's state between requests: it comes
 * as {@code state} with an answer, and goes with the machine's next readings. With the parameter
 * {@code explain} the answer also tells which sensors moved the last estimate.
 */
final class StreamRulTask implements OpenTask<StreamRequest, StreamAnswer> {

  private static final String STATE = "state";
  private static final String EXPLAIN = "explain";

  private final ReadingTensors readings;
  private final EstimateTensors estimates;

  StreamRulTask(StreamSpec spec) {
    this.readings = new ReadingTensors(-1, spec.settings(), spec.sensors());
    this.estimates = new EstimateTensors(true);
  }

  @Override
  public VersionedTask<StreamRequest, StreamAnswer> served() {
    return StreamVersions.TASK;
  }

  @Override
  public List<TensorMetadata> inputs() {
    return Stream.concat(
            readings.metadata().stream(),
            Stream.of(new TensorMetadata(STATE, Datatype.BYTES, List.of(-1))))
        .toList();
  }

  @Override
  public List<TensorMetadata> outputs() {
    return Stream.concat(
            estimates.metadata(List.of(-1, -1)).stream(),
            Stream.of(
                new TensorMetadata(STATE, Datatype.BYTES, List.of(-1)),
                new TensorMetadata("reason.sensor", Datatype.BYTES, List.of(-1, -1)),
                new TensorMetadata("reason.deviation", Datatype.FP32, List.of(-1, -1)),
                new TensorMetadata("reason.cycles", Datatype.FP32, List.of(-1, -1))))
        .toList();
  }

  @Override
  public List<StreamRequest> decode(InferRequest request) {
    List<RulWindow> windows = readings.decode(request);
    List<Optional<StreamState>> states =
        request
            .optional(STATE)
            .map(tensor -> states(tensor, windows.size()))
            .orElseGet(
                () -> windows.stream().map(window -> Optional.<StreamState>empty()).toList());
    List<StreamRequest> requests = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      requests.add(new StreamRequest(states.get(i), windows.get(i), request.flag(EXPLAIN)));
    }
    return requests;
  }

  private static List<Optional<StreamState>> states(Tensor tensor, int batch) {
    if (!tensor.shape().equals(List.of(batch))) {
      throw ProtocolException.of(
          400,
          "%s has the shape %s (expected [%d], empty text for a machine without one)"
              .formatted(STATE, tensor.shape(), batch));
    }
    return tensor.texts().stream().map(StreamRulTask::state).toList();
  }

  private static Optional<StreamState> state(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StreamState.of(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      throw ProtocolException.of(
          400,
          "%s holds no state (expected one as an answer gave it): %s"
              .formatted(STATE, e.getMessage()));
    }
  }

  @Override
  public List<Tensor> encode(List<StreamAnswer> outputs) {
    int batch = outputs.size();
    List<RulEstimate> all =
        outputs.stream().flatMap(answer -> answer.estimates().stream()).toList();
    List<Tensor> tensors =
        new ArrayList<>(estimates.encode(all, List.of(batch, all.size() / batch)));
    tensors.add(
        new Tensor(
            STATE,
            List.of(batch),
            new Tensor.Texts(
                outputs.stream()
                    .map(answer -> Base64.getEncoder().encodeToString(answer.state().toBytes()))
                    .toList())));
    List<SensorEffect> reasons =
        outputs.stream().flatMap(answer -> answer.reasons().stream()).toList();
    if (!reasons.isEmpty()) {
      List<Integer> shape = List.of(batch, reasons.size() / batch);
      tensors.add(
          new Tensor(
              "reason.sensor",
              shape,
              new Tensor.Texts(reasons.stream().map(SensorEffect::sensor).toList())));
      tensors.add(reason("reason.deviation", shape, reasons, SensorEffect::deviation));
      tensors.add(reason("reason.cycles", shape, reasons, SensorEffect::cycles));
    }
    return tensors;
  }

  private static Tensor reason(
      String name,
      List<Integer> shape,
      List<SensorEffect> reasons,
      Function<SensorEffect, Double> value) {
    return new Tensor(
        name,
        shape,
        new Tensor.Numbers(Datatype.FP32, reasons.stream().mapToDouble(value::apply).toArray()));
  }
}
