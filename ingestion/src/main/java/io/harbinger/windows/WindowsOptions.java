package io.harbinger.windows;

import java.time.Duration;

/**
 * All that can be set about the windows topology.
 *
 * @param applicationId consumer group, transaction and changelog prefix; stays the same over
 *     restarts, or the state is lost
 * @param topics to read and write
 * @param profile what a reading must hold
 * @param windowLength readings in a window
 * @param stride new readings from one window to the next
 * @param keyFrameEvery every so many windows of a run one is whole; those between carry the fresh
 *     readings alone, which a streaming model needs no more than. 1 where the model reads windows
 * @param grace how long a reading waits for the earlier ones that are missing, on the wall clock
 * @param maxHeld how many readings of an asset wait at most
 * @param stores where the state is kept
 * @param commitInterval how often a transaction is committed: how late a window becomes visible at
 *     most, against the cost of a commit
 */
public record WindowsOptions(
    String applicationId,
    WindowsTopics topics,
    SensorProfile profile,
    int windowLength,
    int stride,
    int keyFrameEvery,
    Duration grace,
    int maxHeld,
    StoreKind stores,
    Duration commitInterval) {

  /** Refuses what cannot work. */
  public WindowsOptions {
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException("a blank applicationId (expected a name)");
    }
    atLeast("windowLength", windowLength, 1);
    atLeast("stride", stride, 1);
    atLeast("keyFrameEvery", keyFrameEvery, 1);
    atLeast("maxHeld", maxHeld, 0);
    positive("grace", grace);
    positive("commitInterval", commitInterval);
  }

  /**
   * Whole windows of 50 at each reading, 2 s of grace, 16 held, in memory, a commit every 100 ms.
   */
  public static WindowsOptions defaults() {
    return new WindowsOptions(
        "harbinger-windows",
        WindowsTopics.defaults(),
        SensorProfile.TURBOFAN,
        50,
        1,
        1,
        Duration.ofSeconds(2),
        16,
        StoreKind.IN_MEMORY,
        Duration.ofMillis(100));
  }

  /** The same under another application id. */
  public WindowsOptions withApplicationId(String value) {
    return new WindowsOptions(
        value,
        topics,
        profile,
        windowLength,
        stride,
        keyFrameEvery,
        grace,
        maxHeld,
        stores,
        commitInterval);
  }

  /** The same with other topics. */
  public WindowsOptions withTopics(WindowsTopics value) {
    return new WindowsOptions(
        applicationId,
        value,
        profile,
        windowLength,
        stride,
        keyFrameEvery,
        grace,
        maxHeld,
        stores,
        commitInterval);
  }

  /** The same for other readings. */
  public WindowsOptions withProfile(SensorProfile value) {
    return new WindowsOptions(
        applicationId,
        topics,
        value,
        windowLength,
        stride,
        keyFrameEvery,
        grace,
        maxHeld,
        stores,
        commitInterval);
  }

  /** The same with windows of another length. */
  public WindowsOptions withWindowLength(int value) {
    return new WindowsOptions(
        applicationId,
        topics,
        profile,
        value,
        stride,
        keyFrameEvery,
        grace,
        maxHeld,
        stores,
        commitInterval);
  }

  /** The same with another stride. */
  public WindowsOptions withStride(int value) {
    return new WindowsOptions(
        applicationId,
        topics,
        profile,
        windowLength,
        value,
        keyFrameEvery,
        grace,
        maxHeld,
        stores,
        commitInterval);
  }

  /** The same with whole windows more or less often. */
  public WindowsOptions withKeyFrameEvery(int value) {
    return new WindowsOptions(
        applicationId,
        topics,
        profile,
        windowLength,
        stride,
        value,
        grace,
        maxHeld,
        stores,
        commitInterval);
  }

  /** The same with other bounds of holding back. */
  public WindowsOptions withHoldBack(Duration newGrace, int newMaxHeld) {
    return new WindowsOptions(
        applicationId,
        topics,
        profile,
        windowLength,
        stride,
        keyFrameEvery,
        newGrace,
        newMaxHeld,
        stores,
        commitInterval);
  }

  /** The same with other stores. */
  public WindowsOptions withStores(StoreKind value) {
    return new WindowsOptions(
        applicationId,
        topics,
        profile,
        windowLength,
        stride,
        keyFrameEvery,
        grace,
        maxHeld,
        value,
        commitInterval);
  }

  /** The same with another commit interval. */
  public WindowsOptions withCommitInterval(Duration value) {
    return new WindowsOptions(
        applicationId,
        topics,
        profile,
        windowLength,
        stride,
        keyFrameEvery,
        grace,
        maxHeld,
        stores,
        value);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s %d (expected at least %d)".formatted(name, value, least));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("%s %s (expected at least 1 ms)".formatted(name, value));
    }
  }
}
