package io.harbinger.model.rul;

import ai.djl.ndarray.types.Shape;
import io.harbinger.network.torchscript.LoadedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Compares a module with the served model it was written from, window by window. */
final class RulExportCheck {

  private static final int RANDOM_WINDOWS = 32;
  private static final long SEED = 1;

  /** How far random values reach beyond those that scale to 1: some beyond the clip. */
  private static final double REACH = 3;

  /** The engine rewrites a module on its first runs; by the third it has settled. */
  private static final int RUNS = 3;

  private final Shape shape;
  private final float[] values;
  private final List<RulModel.HorizonEstimate> expected;

  RulExportCheck(RulModel model, RulSample sample) {
    List<RulWindow> windows = new ArrayList<>();
    sample.cases().forEach(c -> windows.add(c.window()));
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < RANDOM_WINDOWS; i++) {
      windows.add(window(model.spec(), random));
    }
    int time = model.spec().network().window();
    int channels = model.spec().network().channels();
    shape = new Shape(windows.size(), time, channels);
    values = new float[Math.toIntExact(shape.size())];
    int at = 0;
    for (RulWindow window : windows) {
      model.validate(window);
      for (int i = 0; i < time * channels; i++) {
        values[at++] = window.value(i / channels, i % channels);
      }
    }
    expected = model.predictHorizons(windows);
  }

  /** How many windows are compared. */
  int windows() {
    return expected.size();
  }

  RulDeviation deviation(LoadedScript module) {
    RulDeviation worst = RulDeviation.NONE;
    for (int run = 0; run < RUNS; run++) {
      List<float[]> outputs = module.outputs(values, shape);
      worst = add(worst, outputs.get(0), outputs.get(1));
    }
    return worst;
  }

  private RulDeviation add(RulDeviation so, float[] within, float[] rul) {
    RulDeviation worst = so;
    int at = 0;
    for (int i = 0; i < expected.size(); i++) {
      for (double probability : expected.get(i).within()) {
        worst = worst.withProbability(within[at++], probability);
      }
      worst = worst.withRul(rul[i], expected.get(i).rul());
    }
    return worst;
  }

  private static RulWindow window(RulSpec spec, SplittableRandom random) {
    int time = spec.network().window();
    int[] cycles = new int[time];
    double[][] settings = new double[time][spec.settings()];
    double[][] sensors = new double[time][spec.sensors()];
    for (int t = 0; t < time; t++) {
      for (int i = 0; i < spec.settings(); i++) {
        settings[t][i] = value(spec.scaling(), i, random);
      }
      cycles[t] = (int) Math.round(value(spec.scaling(), spec.settings(), random));
      for (int i = 0; i < spec.sensors(); i++) {
        sensors[t][i] = value(spec.scaling(), spec.settings() + 1 + i, random);
      }
    }
    return RulWindow.of(cycles, settings, sensors);
  }

  private static double value(RulScaling scaling, int channel, SplittableRandom random) {
    double scale = scaling.scale().get(channel);
    double spread = REACH * random.nextGaussian();
    return scaling.offset().get(channel) + (scale == 0 ? spread : spread / scale);
  }
}
