package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

/**
 * How weights are fitted. Immutable.
 *
 * @param epochs the most passes over the training windows
 * @param batchSize windows of a step
 * @param learningRate the rate after the warm-up
 * @param schedule how the rate goes on
 * @param warmupEpochs epochs over which the rate climbs from 0, step by step
 * @param optimizer the rule of the steps
 * @param weightDecay share of each weight that a step at the full rate takes off, besides the
 *     gradient (decoupled, Loshchilov and Hutter, 2019); 0 takes off nothing
 * @param inputNoise standard deviation of the noise that is added to scaled inputs in training; 0
 *     adds none
 * @param offsetNoise standard deviation of the offset that each channel of a window is shifted by
 *     as a whole, on scaled inputs in training; 0 shifts none
 * @param clipNorm the largest norm of a step's gradient, over all weights; 0 clips nothing
 * @param weightAveraging decay of the exponential average of the weights that is evaluated and
 *     kept; 0 keeps the weights themselves
 * @param lossRul the loss of the RUL head
 * @param lossWeights what each head's loss counts
 * @param patience epochs without a better validation loss after which training ends; 0 never ends
 *     early
 * @param checkpointEveryEpochs epochs between checkpoints: the most work that a kill loses
 * @param windowsPerEpochFraction share of the training windows that an epoch draws
 */
public record TrainingRecipe(
    int epochs,
    int batchSize,
    double learningRate,
    Schedule schedule,
    int warmupEpochs,
    OptimizerKind optimizer,
    double weightDecay,
    double inputNoise,
    double offsetNoise,
    double clipNorm,
    double weightAveraging,
    RulLoss lossRul,
    LossWeights lossWeights,
    int patience,
    int checkpointEveryEpochs,
    double windowsPerEpochFraction) {

  public TrainingRecipe {
    require(epochs >= 1 && epochs <= 100_000, "training.epochs", epochs, "1 to 100000");
    require(batchSize >= 1 && batchSize <= 100_000, "training.batchSize", batchSize, "1 to 100000");
    require(
        learningRate > 0 && learningRate <= 1,
        "training.learningRate",
        learningRate,
        "above 0, at most 1");
    require(
        warmupEpochs >= 0 && warmupEpochs < epochs,
        "training.warmupEpochs",
        warmupEpochs,
        "0 or more and fewer than the %d epochs".formatted(epochs));
    require(
        weightDecay >= 0 && weightDecay < 1, "training.weightDecay", weightDecay, "0 (off) to 1");
    require(
        inputNoise >= 0 && Double.isFinite(inputNoise),
        "training.inputNoise",
        inputNoise,
        "0 (off) or more");
    require(
        offsetNoise >= 0 && Double.isFinite(offsetNoise),
        "training.offsetNoise",
        offsetNoise,
        "0 (off) or more");
    require(
        clipNorm >= 0 && Double.isFinite(clipNorm),
        "training.clipNorm",
        clipNorm,
        "0 (off) or more");
    require(
        weightAveraging >= 0 && weightAveraging < 1,
        "training.weightAveraging",
        weightAveraging,
        "0 (off) or more and below 1");
    require(patience >= 0, "training.patience", patience, "0 (off) or more");
    require(
        checkpointEveryEpochs >= 1,
        "training.checkpointEveryEpochs",
        checkpointEveryEpochs,
        "1 or more");
    require(
        windowsPerEpochFraction > 0 && windowsPerEpochFraction <= 1,
        "training.windowsPerEpochFraction",
        windowsPerEpochFraction,
        "above 0, at most 1");
  }
}
