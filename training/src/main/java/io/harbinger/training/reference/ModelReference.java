package io.harbinger.training.reference;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.reference.RulReference;
import io.harbinger.model.rul.stream.OperatingCondition;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.data.ReadingWindow;
import io.harbinger.training.data.StreamEstimates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Writes the reference of a model into its directory; weights and all else stay as they are. */
public final class ModelReference {

  private ModelReference() {}

  /**
   * Makes the reference and writes it, in the place of one that is there.
   *
   * @param model a version's directory, or a model's for its newest
   * @param engines that it was trained on
   */
  public static RulReference write(Path model, List<EngineRun> engines) {
    ModelDirectory directory = ModelDirectory.open(model);
    RulReference reference =
        StreamRulModel.isIn(directory)
            ? streaming(directory, engines)
            : windowed(directory, engines);
    directory.with(RulReference.FILE, reference.toBytes());
    return reference;
  }

  private static RulReference streaming(ModelDirectory directory, List<EngineRun> engines) {
    StreamSpec spec = StreamRulModel.spec(directory);
    try (StreamRulModel model = StreamRulModel.load(directory.path())) {
      return ReferenceFit.of(
          engines,
          spec.channels(),
          spec.features().conditions().stream().map(OperatingCondition::settings).toList(),
          spec.features().settingTolerance(),
          engines.stream()
              .flatMapToDouble(
                  engine ->
                      ruls(
                          StreamEstimates.of(
                              model, new EngineRun(engine.unit(), ReferenceFit.early(engine)))))
              .toArray());
    }
  }

  /** A windowed model knows no conditions: all of its readings are compared as one. */
  private static RulReference windowed(ModelDirectory directory, List<EngineRun> engines) {
    RulSpec spec = RulModel.spec(directory);
    try (RulModel model = RulModel.load(directory.path())) {
      return ReferenceFit.of(
          engines,
          spec.channels(),
          List.of(centre(engines)),
          Collections.nCopies(CycleReading.SETTINGS, 1.0),
          engines.stream()
              .flatMapToDouble(
                  engine -> ruls(model.predict(windows(engine, spec.network().window()))))
              .toArray());
    }
  }

  private static DoubleStream ruls(List<RulEstimate> estimates) {
    return estimates.stream().mapToDouble(RulEstimate::rul);
  }

  private static List<RulWindow> windows(EngineRun engine, int length) {
    List<CycleReading> early = ReferenceFit.early(engine);
    List<RulWindow> windows = new ArrayList<>();
    for (int cycle = 1; cycle <= early.size(); cycle++) {
      windows.add(ReadingWindow.of(early.subList(0, cycle), length));
    }
    return windows;
  }

  private static List<Double> centre(List<EngineRun> engines) {
    return IntStream.range(0, CycleReading.SETTINGS)
        .mapToObj(
            setting ->
                engines.stream()
                    .flatMap(engine -> engine.readings().stream())
                    .mapToDouble(reading -> reading.settings().get(setting))
                    .average()
                    .orElseThrow())
        .toList();
  }
}
