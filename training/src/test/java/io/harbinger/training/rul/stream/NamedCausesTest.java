package io.harbinger.training.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.stream.SensorEffect;
import io.harbinger.model.rul.stream.StreamModelWriter;
import io.harbinger.model.rul.stream.StreamNetwork;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.data.ReadingWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sensors that an estimate is explained by are those that moved: told of simulated engines near
 * their end, whose fault shows in chosen sensors alone.
 */
class NamedCausesTest {

  private static final Logger log = LoggerFactory.getLogger(NamedCausesTest.class);

  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001");

  private static final int ENGINES = 30;
  private static final long SEED = 12;

  /** As many as an alert names. */
  private static final int NAMED = 3;

  private static final Set<String> HOT = Set.of("T50", "Ps30", "phi", "P30");
  private static final Set<String> COLD = Set.of("T24", "BPR", "htBleed", "W31", "W32");

  /** Share of named sensors that have to be among the moved ones. */
  private static final double BAR = 0.9;

  @TempDir private Path directory;

  @Test
  void areTheSensorsThatTheFaultMovesWhicheverTheseAre() {
    try (StreamRulModel model = StreamRulModel.load(SHIPPED)) {
      for (Set<String> moved : List.of(HOT, COLD)) {
        List<List<SensorEffect>> told = reasons(model, moved, UnaryOperator.identity());
        log.info(
            "Fault in {}: {} of the named sensors are among them, {} of the strongest shorten the"
                + " life",
            moved,
            among(moved, told),
            shortening(told));
        assertThat(among(moved, told)).as("fault in %s", moved).isGreaterThanOrEqualTo(BAR);
        assertThat(shortening(told)).as("fault in %s", moved).isGreaterThanOrEqualTo(BAR);
      }
    }
  }

  @Test
  void theOneFaultsReasonsAreNotTheOthers() {
    try (StreamRulModel model = StreamRulModel.load(SHIPPED)) {
      assertThat(among(COLD, reasons(model, HOT, UnaryOperator.identity()))).isLessThan(0.1);
      assertThat(among(HOT, reasons(model, COLD, UnaryOperator.identity()))).isLessThan(0.1);
    }
  }

  /** The control: names dealt out at random do not reach the bar. */
  @Test
  void namesDealtOutAtRandomDoNotReachTheBar() {
    Random random = new Random(SEED);
    try (StreamRulModel model = StreamRulModel.load(SHIPPED)) {
      double share =
          among(
              HOT,
              reasons(
                  model,
                  HOT,
                  effects -> {
                    List<SensorEffect> dealt = new ArrayList<>(effects);
                    Collections.shuffle(dealt, random);
                    return dealt;
                  }));
      log.info("Names dealt out at random: {} are among the moved", share);
      assertThat(share).isLessThan(0.6);
    }
  }

  /** The other control: what moved matters to a network that has learned nothing, but not how. */
  @Test
  void anUntrainedNetworkDoesNotKnowThatWearShortensLives() {
    Path untrained = directory.resolve("untrained/1");
    ModelDirectory shipped = ModelDirectory.open(SHIPPED);
    StreamSpec spec = StreamRulModel.spec(shipped);
    StreamModelWriter.write(
        untrained,
        spec,
        weights(spec),
        ReadingWindow.of(engines(HOT).get(0).readings(), 20),
        shipped.manifest().data(),
        shipped.manifest().metrics(),
        shipped.manifest().recipe());
    try (StreamRulModel model = StreamRulModel.load(untrained)) {
      double hot = shortening(reasons(model, HOT, UnaryOperator.identity()));
      double cold = shortening(reasons(model, COLD, UnaryOperator.identity()));
      log.info("Untrained: {} and {} of the strongest shorten the life", hot, cold);
      assertThat(Math.min(hot, cold)).isLessThan(BAR - 0.1);
    }
  }

  private static List<EngineRun> engines(Set<String> moved) {
    return new SimulatedFault(moved).engines(ENGINES, SEED);
  }

  /** What the last estimate of each engine is explained by, the strongest first. */
  private static List<List<SensorEffect>> reasons(
      StreamRulModel model, Set<String> moved, UnaryOperator<List<SensorEffect>> change) {
    return engines(moved).stream()
        .map(engine -> ReadingWindow.of(engine.readings(), engine.readings().size()))
        .map(readings -> new StreamRequest(Optional.empty(), readings, true))
        .map(request -> model.predict(List.of(request)).get(0).reasons())
        .map(change)
        .map(effects -> effects.subList(0, NAMED))
        .toList();
  }

  private static double among(Set<String> moved, List<List<SensorEffect>> told) {
    return told.stream()
        .flatMap(List::stream)
        .mapToDouble(effect -> moved.contains(effect.sensor()) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static double shortening(List<List<SensorEffect>> told) {
    return told.stream()
        .mapToDouble(effects -> effects.get(0).cycles() < 0 ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static Map<String, Tensor> weights(StreamSpec spec) {
    Random random = new Random(SEED);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    StreamNetwork.shapes(spec.network())
        .forEach(
            (name, shape) -> {
              float[] values = new float[Math.toIntExact(shape.size())];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.15 * random.nextGaussian());
              }
              weights.put(
                  name, Tensor.of(Arrays.stream(shape.getShape()).boxed().toList(), values));
            });
    return weights;
  }
}
