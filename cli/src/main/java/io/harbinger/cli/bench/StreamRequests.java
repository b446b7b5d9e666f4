package io.harbinger.cli.bench;

import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.OperatingCondition;
import io.harbinger.model.rul.stream.StreamFeatures;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Machines that the model has read some readings of, each with one reading more: what a stream asks
 * of it. The values vary as those of the training machines did.
 *
 * @param model that takes the requests
 * @param random where the values come from
 */
record StreamRequests(StreamRulModel model, SplittableRandom random) {

  private static final int PAST = 5;

  /** A number of requests, each of a machine of its own. */
  List<StreamRequest> next(int count) {
    List<StreamRequest> pasts =
        IntStream.range(0, count)
            .mapToObj(i -> StreamRequest.of(Optional.empty(), readings(1, PAST)))
            .toList();
    return model.predict(pasts).stream()
        .map(past -> StreamRequest.of(Optional.of(past.state()), readings(PAST + 1, 1)))
        .toList();
  }

  private RulWindow readings(int firstCycle, int length) {
    StreamSpec spec = model.spec();
    int[] cycles = new int[length];
    double[][] settings = new double[length][];
    double[][] sensors = new double[length][spec.sensors()];
    for (int t = 0; t < length; t++) {
      cycles[t] = firstCycle + t;
      StreamFeatures features = spec.features();
      OperatingCondition condition =
          features.conditions().get(random.nextInt(features.conditions().size()));
      settings[t] = condition.settings().stream().mapToDouble(Double::doubleValue).toArray();
      for (int i = 0; i < features.sensors().size(); i++) {
        double scale = condition.scale().get(i);
        double deviation = scale == 0 ? 0 : random.nextDouble(-1.7, 1.7) / scale;
        sensors[t][features.sensors().get(i)] = condition.offset().get(i) + deviation;
      }
    }
    return RulWindow.of(cycles, settings, sensors);
  }
}
