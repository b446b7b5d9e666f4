package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDManager;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.stream.StreamFeatures;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.model.rul.stream.StreamWeights;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.conformal.RulCalibration;
import io.harbinger.training.data.FileChecksum;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Truncations;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.recipe.StreamRecipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each member of a finished streaming model says, alone, of engines that it was not fitted to.
 * The mean of all members, which is what serves, cannot be measured on its own training engines:
 * every one of them was fitted to by some. Immutable; holds no native memory.
 */
public final class MemberPredictions {

  private final StreamSpec spec;
  private final MemberSplit split;
  private final List<List<HeldOutPrediction>> members;

  private MemberPredictions(
      StreamSpec spec, MemberSplit split, List<List<HeldOutPrediction>> members) {
    this.spec = spec;
    this.split = split;
    this.members = members;
  }

  /**
   * Of the training engines that each member held out, which the recipe in the model's directory
   * tells again.
   *
   * @param data where the training file is
   * @throws IllegalArgumentException if the file there is not the one that the model was trained on
   */
  public static MemberPredictions heldOut(Path model, Path data, Subset subset) throws IOException {
    return heldOut(model, data, subset, List.of(UnaryOperator.identity())).get(0);
  }

  /**
   * Likewise, of engines of which something is changed, once for each change.
   *
   * @param changes keep an engine's number
   */
  static List<MemberPredictions> heldOut(
      Path model, Path data, Subset subset, List<UnaryOperator<EngineRun>> changes)
      throws IOException {
    ModelDirectory directory = ModelDirectory.open(model);
    Optional<String> unlike = unlike(directory, data, subset);
    if (unlike.isPresent()) {
      throw new IllegalArgumentException(unlike.get());
    }
    List<EngineRun> engines = CmapssDirectory.train(data, subset);
    StreamRecipe recipe = recipe(directory);
    MemberSplit split =
        MemberSplit.of(
            engines,
            recipe.data().heldOut(),
            recipe.data().heldOutFraction(),
            StreamRulModel.spec(directory).network().members(),
            recipe.seed());
    return changes.stream()
        .map(change -> of(directory, split, engines.stream().map(change).toList()))
        .toList();
  }

  /** Of engines that no member was fitted to: every member tells each. */
  public static MemberPredictions ofStrangers(Path model, List<EngineRun> engines) {
    ModelDirectory directory = ModelDirectory.open(model);
    int members = StreamRulModel.spec(directory).network().members();
    return of(directory, MemberSplit.all(engines, members), engines);
  }

  /**
   * Why the training file in a directory tells nothing of a model's held-out engines; empty where
   * it does.
   */
  public static Optional<String> unlike(ModelDirectory model, Path data, Subset subset)
      throws IOException {
    Path file = CmapssDirectory.trainFile(data, subset);
    if (!Files.isRegularFile(file)) {
      return Optional.of("%s is not there".formatted(file));
    }
    String got = FileChecksum.sha256(file);
    return model.manifest().data().stream().anyMatch(source -> source.sha256().equals(got))
        ? Optional.empty()
        : Optional.of(
            "%s is not what %s was trained on (its SHA-256 is %s; expected one of %s)"
                .formatted(file, model.path(), got, model.manifest().data()));
  }

  private static MemberPredictions of(
      ModelDirectory directory, MemberSplit split, List<EngineRun> engines) {
    StreamSpec spec = StreamRulModel.spec(directory);
    StreamFeatures features = spec.features();
    List<EngineSequence> sequences =
        engines.stream().map(engine -> EngineSequence.of(engine, features, 0)).toList();
    List<List<EngineSequence>> own =
        IntStream.range(0, split.members()).mapToObj(m -> split.heldOut(m, sequences)).toList();
    try (NDManager manager = NDManager.newBaseManager()) {
      return new MemberPredictions(
          spec,
          split,
          HeldOutForward.of(StreamWeights.network(directory, manager), spec.cap(), own, manager));
    }
  }

  static StreamRecipe recipe(ModelDirectory directory) {
    return StreamRecipes.parse(
        directory.manifest().recipe().toString(), "the recipe in " + directory.path(), List.of());
  }

  /** The members' predictions. */
  List<List<HeldOutPrediction>> members() {
    return Collections.unmodifiableList(members);
  }

  /** The engines that some member tells. */
  Set<Integer> units() {
    return members.stream()
        .flatMap(List::stream)
        .map(prediction -> prediction.engine().unit())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The predictions of some engines alone. */
  MemberPredictions only(Set<Integer> units) {
    return new MemberPredictions(
        spec,
        split,
        members.stream()
            .map(own -> own.stream().filter(p -> units.contains(p.engine().unit())).toList())
            .toList());
  }

  /** Errors of the members alone, pooled. */
  HeldOutError pooled(int mostLeft) {
    return HeldOutError.of(members.stream().flatMap(List::stream).toList(), spec.cap(), mostLeft);
  }

  /** Error of each member alone. */
  List<HeldOutError> each(int mostLeft) {
    return members.stream().map(own -> HeldOutError.of(own, spec.cap(), mostLeft)).toList();
  }

  /** Error of the mean of those members that tell an engine. */
  HeldOutError together(int mostLeft) {
    return HeldOutError.of(HeldOutEnsemble.of(members), spec.cap(), mostLeft);
  }

  /** Each engine once, calibrated as the model is in service. */
  List<RulTrajectory> calibratedAsServed() {
    IntervalCalibration interval = spec.interval();
    FailureCalibration failure = spec.failure();
    if (interval == null || failure == null) {
      throw new IllegalArgumentException(
          "the model carries no calibration (expected one that was trained with 20 engines or more held out)");
    }
    RulCalibration calibration = new RulCalibration(interval, failure);
    return HeldOutEnsemble.of(members).stream()
        .map(p -> calibration.apply(p.trajectory(spec.network().horizons(), spec.cap())))
        .toList();
  }

  /**
   * Each engine once, calibrated by engines of other folds; empty where there are too few to
   * calibrate by.
   */
  public Optional<List<RulTrajectory>> calibratedByOthers(Truncations truncations) {
    return HeldOutCalibration.of(split, members, spec.network().horizons(), spec.cap(), truncations)
        .map(HeldOutCalibration::measured);
  }
}
