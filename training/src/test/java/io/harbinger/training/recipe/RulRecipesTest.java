package io.harbinger.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulRecipesTest {
  @Test
  void defaultsAreExactlyThese() {
    assertThat(RulRecipes.defaults())
        .isEqualTo(
            new RulRecipe(
                new NetworkRecipe("janet", List.of(100, 50, 36), false, 0.2, 50),
                new DataRecipe(50, 125, Normalisation.ZSCORE, 5, 0, List.of(15, 30), 0.15),
                new TrainingRecipe(
                    8,
                    80,
                    1e-3,
                    Schedule.COSINE,
                    1,
                    OptimizerKind.ADAM,
                    0.01,
                    0.3,
                    0.3,
                    1,
                    0.99,
                    RulLoss.MSE,
                    new LossWeights(0.5, 0.5),
                    0,
                    1,
                    1),
                1));
  }

  @Test
  void theCourseIsUncappedMinMaxAbsoluteErrorAndDropsShortEngines() {
    RulRecipe course = builtIn("rul-course");

    assertThat(course.data().labelCap()).isEmpty();
    assertThat(course.data().normalisation()).isEqualTo(Normalisation.MINMAX);
    assertThat(course.data().minCycles()).isEqualTo(50);
    assertThat(course.data().horizons()).containsExactly(30);
    assertThat(course.training().lossRul()).isEqualTo(RulLoss.MAE);
    assertThat(course.training().lossWeights()).isEqualTo(new LossWeights(0.5, 0.5));
  }

  @Test
  void theAttentionRecipesDifferByAttentionAlone() {
    assertThat(RulRecipes.load("rul-default", List.of("network.attention=true")).network())
        .isEqualTo(builtIn("rul-attention").network());
    assertThat(RulRecipes.load("rul-course", List.of("network.attention=true")))
        .isEqualTo(builtIn("rul-course-attention"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aResolvedRecipeReadsBackAsItWas(String name, @TempDir Path directory) throws Exception {
    RulRecipe recipe = RulRecipes.load(name, List.of("seed=77"));
    Path file = directory.resolve("recipe.yaml");
    Files.writeString(file, RulRecipes.toYaml(recipe));

    assertThat(RulRecipes.load(file.toString(), List.of())).isEqualTo(recipe);
  }

  static List<String> names() {
    return RulRecipes.names();
  }

  @Test
  void aFileSaysOnlyWhatItChanges() {
    RulRecipe recipe = parse("training: {epochs: 3}\nseed: 9");

    assertThat(recipe.training().epochs()).isEqualTo(3);
    assertThat(recipe.seed()).isEqualTo(9);
    assertThat(recipe.data()).isEqualTo(RulRecipes.defaults().data());
    assertThat(parse("# nothing")).isEqualTo(RulRecipes.defaults());
  }

  @Test
  void singleValuesOverrideTheFileAndTheLastOneWins() {
    RulRecipe recipe =
        RulRecipes.parse(
            "training: {epochs: 3}",
            "mine.yaml",
            List.of(
                "training.epochs=4",
                "training.epochs=5",
                "training.learningRate=1e-3",
                "network.units=[64, 32]",
                "network.cell=qrnn pooling=ifo width=3",
                "data.cap=null",
                "training.schedule=cosine",
                "training.lossWeights.rul=2"));

    assertThat(recipe.training().epochs()).isEqualTo(5);
    assertThat(recipe.training().learningRate()).isEqualTo(1e-3);
    assertThat(recipe.network().units()).containsExactly(64, 32);
    assertThat(recipe.network().cell()).isEqualTo("qrnn pooling=ifo width=3");
    assertThat(recipe.data().labelCap()).isEmpty();
    assertThat(recipe.training().schedule()).isEqualTo(Schedule.COSINE);
    assertThat(recipe.training().lossWeights()).isEqualTo(new LossWeights(0.5, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training: {learnRate: 0.1}  | training.learnRate | training.learningRate
          training: {batchsize: 8}    | training.batchsize | training.batchSize
          epochs: 5                   | epochs             | training.epochs
          netwrok: {units: [1]}       | netwrok            | network
          data: {horizon: [30]}       | data.horizon       | data.horizons
          """)
  void anUnknownKeyIsRefusedWithTheNearestOne(String yaml, String key, String nearest) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(RecipeException.class)
        .hasMessage("mine.yaml: %s is no key of a recipe (the nearest is %s)", key, nearest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training: {epochs: 0}           | training.epochs is 0 (expected 1 to 100000)
          training: {epochs: 2.5}         | training.epochs is 2.5 (expected a whole number)
          training: {epochs: many}        | training.epochs is "many" (expected a whole number)
          training: {epochs: "3"}         | training.epochs is "3" (expected a whole number)
          training: {epochs: true}        | training.epochs is true (expected a whole number)
          training: {epochs: null}        | training.epochs is null (expected a value like 8)
          training: {epochs: [3]}         | training.epochs is [3] (expected a whole number)
          training: {epochs: 3000000000}  | training.epochs is 3000000000 (expected a whole number)
          training: {warmupEpochs: 8}     | training.warmupEpochs is 8 (expected 0 or more and fewer than the 8 epochs)
          training: {learningRate: -1}    | training.learningRate is -1.0 (expected above 0, at most 1)
          training: {learningRate: fast}  | training.learningRate is "fast" (expected a number)
          training: {learningRate: "NaN"} | training.learningRate is NaN (expected above 0, at most 1)
          training: {schedule: step}      | training.schedule is "step" (expected constant or cosine)
          training: {schedule: 0}         | training.schedule is 0 (expected constant or cosine)
          training: {lossWeights: {failure: 0, rul: 0}} | training.lossWeights is 0.0 and 0.0 (expected at least one above 0)
          training: {lossWeights: 0.5}    | training.lossWeights is 0.5 (expected the keys failure, rul)
          network: {cell: ltsm}           | network.cell: no cell ltsm (expected one of gru, ind-rnn, indy-gru, indy-lstm, janet, lstm, qrnn, sru, sru-v1, tanh-rnn)
          network: {cell: 3}              | network.cell: no cell 3 (expected one of gru, ind-rnn, indy-gru, indy-lstm, janet, lstm, qrnn, sru, sru-v1, tanh-rnn)
          network: {cell: gru rset=after} | network.cell: cell gru has no option rset (its options: reset)
          network: {cell: gru after}      | network.cell: cell gru after: "after" (expected each option once, as name=value)
          network: {cell: null}           | network.cell is null (expected a value like "janet")
          network: {attention: 1}         | network.attention is 1 (expected true or false)
          network: {attention: "yes"}     | network.attention is "yes" (expected true or false)
          network: {units: 100}           | network.units is 100 (expected a list of whole numbers)
          network: {units: []}            | network.units is [] (expected at least one width, each 1 to 4096)
          network: {units: [10, x]}       | network.units.1 is "x" (expected a whole number)
          network: {units: [10, null]}    | network.units is [10,null] (expected a value like [100,50,36])
          network: {dropout: 1}           | network.dropout is 1.0 (expected 0 or more and below 1)
          data: {horizons: [30, 15]}      | data.horizons is [30, 15] (expected at least one number of cycles, each 1 or more, ascending)
          data: {cap: 0}                  | data.cap is 0 (expected 1 cycle or more, or null for no cap)
          data: {validationFraction: 0.9} | data.validationFraction is 0.9 (expected 0 to 0.5)
          [1, 2]                          | the recipe is [1,2] (expected the keys network, data, training, seed)
          """)
  void aWrongValueIsRefusedWithWhatWasExpected(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(RecipeException.class)
        .hasMessage("mine.yaml: %s", message);
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertThatThrownBy(() -> parse("seed: 1\nseed: 2"))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("mine.yaml: line 2 is no YAML")
        .hasMessageContaining("seed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.epochs     | no key=value (expected for instance training.epochs=20)
          training.epochs=    | no key=value (expected for instance training.epochs=20)
          training.epoch=5    | training.epoch is no key of a recipe (the nearest is training.epochs)
          training=5          | training is 5 (expected the keys epochs, batchSize, learningRate, schedule, warmupEpochs, optimizer, weightDecay, inputNoise, offsetNoise, clipNorm, weightAveraging, lossRul, lossWeights, patience, checkpointEveryEpochs, windowsPerEpochFraction)
          training.epochs.x=5 | training.epochs is {"x":5} (expected a whole number)
          training.epochs=-5  | training.epochs is -5 (expected 1 to 100000)
          """)
  void overridesAreAsStrict(String assignment, String message) {
    assertThatThrownBy(() -> RulRecipes.load("rul-default", List.of(assignment)))
        .isInstanceOf(RecipeException.class)
        .hasMessage("--set %s: %s", assignment, message);
  }

  @Test
  void aRecipeThatIsNowhereIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> builtIn("rul-defualt"))
        .isInstanceOf(RecipeException.class)
        .hasMessage(
            "recipe rul-defualt is neither a file nor built in (expected a YAML file or one of"
                + " rul-default, rul-attention, rul-course, rul-course-attention)");
  }

  @Test
  void theHeldOutShareIsAtLeastOneEngineUnlessItIsNone() {
    DataRecipe data = RulRecipes.defaults().data();
    assertThat(data.validationEngines(100)).isEqualTo(15);
    assertThat(data.validationEngines(260)).isEqualTo(39);
    assertThat(data.validationEngines(2)).isEqualTo(1);
    assertThat(parse("data: {validationFraction: 0}").data().validationEngines(100)).isZero();
  }

  private static RulRecipe builtIn(String name) {
    return RulRecipes.load(name, List.of());
  }

  private static RulRecipe parse(String yaml) {
    return RulRecipes.parse(yaml, "mine.yaml", List.of());
  }
}
