package io.harbinger.network.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether the engine records what this thread computes for a backward pass. A new thread records; a
 * thread that serves should not.
 */
public final class GradientRecording {

  private GradientRecording() {}

  /** Stops recording on this thread until the returned scope is closed, on this thread. */
  public static Scope pause() {
    return set(false);
  }

  /** Records on this thread until the returned scope is closed, on this thread. */
  public static Scope resume() {
    return set(true);
  }

  private static Scope set(boolean recording) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recording);
    return () -> JniUtils.setGradMode(before);
  }

  /**
   * Computes the gradient of a number with respect to the arrays that ask for one.
   *
   * <p>The library's own collector is one for the whole JVM and walks through all arrays that
   * anyone holds, which threads that serve side by side cannot have.
   *
   * @param number of one element, recorded
   */
  public static void backward(NDArray number) {
    try (NDArray one = number.onesLike()) {
      JniUtils.backward((PtNDArray) number, (PtNDArray) one, false, false);
    }
  }

  /** Puts the thread's earlier mode back. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
