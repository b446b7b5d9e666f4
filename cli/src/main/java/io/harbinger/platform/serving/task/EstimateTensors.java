package io.harbinger.platform.serving.task;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.platform.serving.protocol.Datatype;
import io.harbinger.platform.serving.protocol.Tensor;
import io.harbinger.platform.serving.protocol.TensorMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Estimates of remaining life as tensors of 32-bit numbers, all of one shape: {@code rul} in
 * cycles, {@code low} and {@code high} where the model has an interval, {@code within15} and {@code
 * within30} as probabilities.
 *
 * @param interval whether the model has one
 */
record EstimateTensors(boolean interval) {

  List<TensorMetadata> metadata(List<Integer> shape) {
    return columns()
        .map(column -> new TensorMetadata(column.name(), Datatype.FP32, shape))
        .toList();
  }

  /**
   * The tensors.
   *
   * @param shape of each, filled by the estimates in row-major order
   */
  List<Tensor> encode(List<RulEstimate> estimates, List<Integer> shape) {
    List<Tensor> tensors = new ArrayList<>();
    columns()
        .forEach(
            column ->
                tensors.add(
                    new Tensor(
                        column.name(),
                        shape,
                        new Tensor.Numbers(
                            Datatype.FP32,
                            estimates.stream().mapToDouble(column.value()).toArray()))));
    return tensors;
  }

  private Stream<Column> columns() {
    return Stream.of(
            new Column("rul", false, RulEstimate::rul),
            new Column("low", true, estimate -> end(estimate.low())),
            new Column("high", true, estimate -> end(estimate.high())),
            new Column("within15", false, RulEstimate::within15),
            new Column("within30", false, RulEstimate::within30))
        .filter(column -> interval || !column.ofInterval());
  }

  private static double end(@org.jspecify.annotations.Nullable Double end) {
    if (end == null) {
      throw new IllegalStateException("an estimate without an interval of a model that has one");
    }
    return end;
  }

  private record Column(String name, boolean ofInterval, ToDoubleFunction<RulEstimate> value) {}
}
