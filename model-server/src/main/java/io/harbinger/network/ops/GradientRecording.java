package io.harbinger.network.ops;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether the engine records what this thread computes for a backward pass. A new thread records; a
 * thread that serves should not.
 */
public final class GradientRecording {

  private GradientRecording() {}

  /** Stops recording on this thread until the returned scope is closed, on this thread. */
  public static Scope pause() {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    return () -> JniUtils.setGradMode(before);
  }

  /** Puts the thread's earlier mode back. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
