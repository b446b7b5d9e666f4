package io.harbinger.platform.serving.task;

import io.harbinger.model.VersionedTask;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulVersions;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.platform.serving.protocol.InferRequest;
import io.harbinger.platform.serving.protocol.Tensor;
import io.harbinger.platform.serving.protocol.TensorMetadata;
import java.util.List;

/** Remaining life from a window of readings: one estimate a window. */
final class WindowedRulTask implements OpenTask<RulWindow, RulEstimate> {

  private final ReadingTensors readings;
  private final EstimateTensors estimates = new EstimateTensors(false);

  WindowedRulTask(RulSpec spec) {
    this.readings = new ReadingTensors(spec.network().window(), spec.settings(), spec.sensors());
  }

  @Override
  public VersionedTask<RulWindow, RulEstimate> served() {
    return RulVersions.TASK;
  }

  @Override
  public List<TensorMetadata> inputs() {
    return readings.metadata();
  }

  @Override
  public List<TensorMetadata> outputs() {
    return estimates.metadata(List.of(-1));
  }

  @Override
  public List<RulWindow> decode(InferRequest request) {
    return readings.decode(request);
  }

  @Override
  public List<Tensor> encode(List<RulEstimate> outputs) {
    return estimates.encode(outputs, List.of(outputs.size()));
  }
}
