package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

/**
 * How the weights of the streaming network are fitted. Immutable.
 *
 * @param epochs passes over the training engines
 * @param batchSize engines of a step, per member
 * @param learningRate the highest rate
 * @param warmupFraction share of all steps over which the rate climbs from 0; it falls by half a
 *     cosine after that
 * @param weightDecay share of each weight that a step of rate 1 takes off (decoupled)
 * @param inputNoise standard deviation of the noise on scaled sensors; 0 adds none
 * @param offsetNoise standard deviation of the shift that each sensor of an engine gets for its
 *     whole life; 0 shifts none
 * @param randomStart share of engines that are shown from a random reading on
 * @param clipNorm the largest norm of a member's gradient; 0 clips nothing
 * @param weightAveraging decay of the exponential average of the weights that is kept
 * @param lossRul what the squared error of the RUL counts
 * @param lossInterval what the pinball losses of the interval count
 * @param lossFailure what the cross-entropies of failure count together
 * @param checkpointEveryEpochs epochs between checkpoints: the most work that a kill loses
 */
public record StreamTrainingRecipe(
    int epochs,
    int batchSize,
    double learningRate,
    double warmupFraction,
    double weightDecay,
    double inputNoise,
    double offsetNoise,
    double randomStart,
    double clipNorm,
    double weightAveraging,
    double lossRul,
    double lossInterval,
    double lossFailure,
    int checkpointEveryEpochs) {

  public StreamTrainingRecipe {
    require(epochs >= 1 && epochs <= 100_000, "training.epochs", epochs, "1 to 100000");
    require(batchSize >= 1 && batchSize <= 100_000, "training.batchSize", batchSize, "1 to 100000");
    require(
        learningRate > 0 && learningRate <= 1,
        "training.learningRate",
        learningRate,
        "above 0, at most 1");
    share("training.warmupFraction", warmupFraction);
    share("training.weightDecay", weightDecay);
    notNegative("training.inputNoise", inputNoise);
    notNegative("training.offsetNoise", offsetNoise);
    share("training.randomStart", randomStart);
    notNegative("training.clipNorm", clipNorm);
    require(
        weightAveraging >= 0 && weightAveraging < 1,
        "training.weightAveraging",
        weightAveraging,
        "0 (off) or more and below 1");
    notNegative("training.lossRul", lossRul);
    notNegative("training.lossInterval", lossInterval);
    notNegative("training.lossFailure", lossFailure);
    require(
        checkpointEveryEpochs >= 1,
        "training.checkpointEveryEpochs",
        checkpointEveryEpochs,
        "1 or more");
  }

  private static void share(String key, double value) {
    require(value >= 0 && value <= 1, key, value, "0 to 1");
  }

  private static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, value, "0 (off) or more");
  }
}
