package io.harbinger.platform.demo;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.platform.embedded.PlatformModel;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.replay.CmapssReplay;
import io.harbinger.source.replay.Recording;
import io.harbinger.training.evaluation.CourseLoss;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRules;
import io.harbinger.training.evaluation.RulEvaluation;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.rul.RulModelEvaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * NASA's test engines, replayed whole. Their records end before they fail, so no failure is
 * watched; the predictions at their last cycles are judged where the file of the true RUL is there.
 */
public final class ReplayedEngines implements DemoSource {

  /** As of the evaluation, so that both give the same intervals. */
  private static final long BOOTSTRAP_SEED = 1;

  private final Path directory;
  private final Subset subset;
  private final long run;
  private final CmapssReplay replay;

  /**
   * The test engines of a subset in a directory of NASA's layout.
   *
   * @param run the number of the engines' only life
   */
  public ReplayedEngines(Path directory, Subset subset, long run) {
    this.directory = directory;
    this.subset = subset;
    this.run = run;
    this.replay = CmapssReplay.of(directory, subset, Recording.TEST);
  }

  @Override
  public String title() {
    return "test engines of %s, %,d readings".formatted(subset, replay.count());
  }

  @Override
  public Iterator<SensorReading> readings() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return replay.hasNext();
      }

      @Override
      public SensorReading next() {
        SensorReading reading = replay.next();
        reading.setRun(run);
        return reading;
      }
    };
  }

  @Override
  public List<EngineFailure> failures() {
    return List.of();
  }

  @Override
  public Optional<RulMetrics> judge(Collection<RulPrediction> newest, PlatformModel model) {
    if (!Files.exists(CmapssDirectory.rulFile(directory, subset))) {
      return Optional.empty();
    }
    Map<String, RulPrediction> byAsset =
        newest.stream().collect(Collectors.toMap(RulPrediction::getAsset, Function.identity()));
    List<EngineRun> engines = CmapssDirectory.test(directory, subset);
    int[] rul = CmapssDirectory.rul(directory, subset);
    FailureRules rules = RulModelEvaluation.rules(model.decisions());
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      EngineRun engine = engines.get(i);
      RulPrediction last = byAsset.get(Recording.TEST.asset(subset, engine.unit()));
      if (last == null || last.getCycle() != engine.readings().size()) {
        return Optional.empty();
      }
      outcomes.add(
          EngineOutcome.decided(
              engine.unit(),
              engine.readings().size(),
              last.getRul(),
              rul[i],
              last.getProbabilityWithin15(),
              last.getProbabilityWithin30(),
              rules));
    }
    return Optional.of(
        RulEvaluation.of(outcomes, new CourseLoss(0, model.labelRange()), BOOTSTRAP_SEED));
  }
}
