package io.harbinger.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1) with clipping by the global norm of the gradients. Its
 * moments are arrays by the parameters' names, so that a run can be saved and taken up again
 * exactly.
 *
 * <p>Not thread-safe; the manager given owns the moments.
 */
public final class Adam {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Map<String, NDArray> parameters;
  private final Map<String, NDArray> moments1 = new LinkedHashMap<>();
  private final Map<String, NDArray> moments2 = new LinkedHashMap<>();
  private final double clipNorm;
  private final double weightDecay;
  private long steps;

  /**
   * An optimizer at its beginning.
   *
   * @param parameters by name; each must require its gradient
   * @param clipNorm the largest norm of all gradients together, 0 for no limit
   * @param weightDecay share of each weight that a step of rate 1 would take off (decoupled,
   *     Loshchilov and Hutter, 2019)
   */
  public Adam(
      NDManager manager, Map<String, NDArray> parameters, double clipNorm, double weightDecay) {
    this.parameters = new LinkedHashMap<>(parameters);
    this.clipNorm = clipNorm;
    this.weightDecay = weightDecay;
    this.parameters.forEach(
        (name, parameter) -> {
          moments1.put(name, manager.zeros(parameter.getShape()));
          moments2.put(name, manager.zeros(parameter.getShape()));
        });
  }

  /** Updates the parameters from their gradients, and clears those. */
  public void step(double learningRate) {
    steps++;
    double correction1 = 1 - Math.pow(BETA1, steps);
    double correction2 = 1 - Math.pow(BETA2, steps);
    float corrected = (float) (learningRate * Math.sqrt(correction2) / correction1);
    float rescale = clipNorm > 0 ? rescaleToNorm() : 1f;
    parameters.forEach(
        (name, parameter) -> {
          try (NDArray gradient = parameter.getGradient()) {
            JniUtils.adamUpdate(
                (PtNDArray) parameter,
                (PtNDArray) gradient,
                moment(moments1, name),
                moment(moments2, name),
                (float) learningRate,
                corrected,
                (float) weightDecay,
                rescale,
                -1f,
                BETA1,
                BETA2,
                EPSILON,
                true);
          }
          JniUtils.zeroGrad((PtNDArray) parameter);
        });
  }

  private static PtNDArray moment(Map<String, NDArray> moments, String name) {
    NDArray moment = moments.get(name);
    if (moment == null) {
      throw new IllegalArgumentException("no moment of parameter " + name);
    }
    return (PtNDArray) moment;
  }

  private float rescaleToNorm() {
    double squares = 0;
    for (NDArray parameter : parameters.values()) {
      try (NDArray gradient = parameter.getGradient();
          NDArray square = gradient.square();
          NDArray sum = square.sum()) {
        squares += sum.getFloat();
      }
    }
    double norm = Math.sqrt(squares);
    if (!Double.isFinite(norm)) {
      throw new IllegalStateException(
          "the gradient's norm is " + norm + " at step " + steps + ": lower the learning rate");
    }
    return norm > clipNorm ? (float) (clipNorm / norm) : 1f;
  }

  /** How many updates were made. */
  public long steps() {
    return steps;
  }

  /** First moments by parameter. */
  public Map<String, NDArray> firstMoments() {
    return moments1;
  }

  /** Second moments by parameter. */
  public Map<String, NDArray> secondMoments() {
    return moments2;
  }

  /** Takes up the count of a saved run, whose moments were put back into the arrays. */
  public void resumeAt(long savedSteps) {
    steps = savedSteps;
  }
}
