package io.harbinger.model.rul.stream;

import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import io.harbinger.model.rul.SampleChecks;
import io.harbinger.model.rul.SampleDeviation;
import java.util.List;

/** Everything that is wrong with a streaming model whose files are those it was written with. */
public final class StreamVerification {

  private StreamVerification() {}

  /**
   * Checks that the weights fit the network, and that it answers its own sample in each precision
   * that the manifest permits.
   */
  public static List<ModelCheck> of(ModelDirectory directory) {
    return SampleChecks.of(directory, precision -> measure(directory, precision));
  }

  private static SampleChecks.Measured measure(ModelDirectory directory, Precision precision) {
    StreamSpec spec = StreamRulModel.spec(directory);
    StreamSample sample =
        StreamSample.read(directory.bytes(StreamRulModel.SAMPLE), directory.path());
    try (StreamRulModel model = StreamRulModel.in(directory, spec, precision)) {
      if (precision != Precision.FLOAT32) {
        return new SampleChecks.Measured(model.lowDeviation(sample), List.of());
      }
      sample.check(model);
      SampleDeviation deviation = sample.deviation(model);
      return new SampleChecks.Measured(deviation, List.of());
    }
  }
}
