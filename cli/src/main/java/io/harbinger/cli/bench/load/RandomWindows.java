package io.harbinger.cli.bench.load;

import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Windows whose channels vary as those of the training data did, without their course over time:
 * what the values are does not change the work.
 *
 * @param spec of the model that takes them
 * @param random where the values come from
 */
public record RandomWindows(RulSpec spec, SplittableRandom random) {

  /** A number of windows, each with values of its own. */
  public List<RulWindow> next(int count) {
    return Stream.generate(this::window).limit(count).toList();
  }

  private RulWindow window() {
    int length = spec.network().window();
    int[] cycles = new int[length];
    double[][] settings = new double[length][spec.settings()];
    double[][] sensors = new double[length][spec.sensors()];
    for (int t = 0; t < length; t++) {
      cycles[t] = t + 1;
      for (int i = 0; i < spec.settings(); i++) {
        settings[t][i] = value(i);
      }
      for (int i = 0; i < spec.sensors(); i++) {
        sensors[t][i] = value(spec.settings() + 1 + i);
      }
    }
    return RulWindow.of(cycles, settings, sensors);
  }

  private double value(int channel) {
    RulScaling scaling = spec.scaling();
    double scale = scaling.scale().get(channel);
    double offset = scaling.offset().get(channel);
    return scale == 0 ? offset : offset + random.nextDouble(-1.7, 1.7) / scale;
  }
}
