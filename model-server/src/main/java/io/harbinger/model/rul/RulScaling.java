package io.harbinger.model.rul;

import java.util.List;

/**
 * How engineering units become what the network sees and back; fitted on training engines alone,
 * part of the model directory.
 *
 * @param offset per channel, taken away first
 * @param scale per channel, multiplied then; 0 silences a channel that never varied
 * @param clip the largest magnitude of a scaled input; further out it is cut, so that one broken
 *     sensor cannot drive the network arbitrarily far
 * @param rulScale cycles that are 1.0 at the network's RUL head
 * @param cap the largest RUL in cycles that the model was trained to tell
 */
public record RulScaling(
    List<Double> offset, List<Double> scale, double clip, double rulScale, double cap) {

  /** Refuses constants that do not fit each other. */
  public RulScaling {
    offset = List.copyOf(offset);
    scale = List.copyOf(scale);
    if (offset.isEmpty() || offset.size() != scale.size()) {
      throw new IllegalArgumentException(
          "%d offsets and %d scales (expected equally many, at least one)"
              .formatted(offset.size(), scale.size()));
    }
    if (!(clip > 0) || !(rulScale > 0) || !(cap > 0)) {
      throw new IllegalArgumentException(
          "clip %s, RUL scale %s, cap %s (expected each above 0)".formatted(clip, rulScale, cap));
    }
  }

  /** The scaled value of one channel. */
  public float scaled(int channel, double value) {
    double scaled = (value - offset.get(channel)) * scale.get(channel);
    return (float) Math.max(-clip, Math.min(clip, scaled));
  }

  /**
   * Writes a window as the network sees it, {@code (time, channels)} row-major.
   *
   * @param target where to write
   * @param at the first index
   */
  public void scale(RulWindow window, float[] target, int at) {
    int channels = window.channels();
    if (channels != offset.size()) {
      throw new IllegalArgumentException(
          "a window of %d channels (expected %d)".formatted(channels, offset.size()));
    }
    for (int t = 0; t < window.length(); t++) {
      for (int channel = 0; channel < channels; channel++) {
        target[at++] = scaled(channel, window.value(t, channel));
      }
    }
  }

  /** The RUL in cycles of a value of the RUL head, within 0 and the cap. */
  public double cycles(float head) {
    return Math.max(0, Math.min(cap, head * rulScale));
  }
}
