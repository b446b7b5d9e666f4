package io.harbinger.server.version;

import java.util.Locale;

/** Why a version must not serve; also the label of the metric. */
public enum LoadFailure {
  /** Its manifest cannot be read. */
  MANIFEST,
  /** It is a model of another task. */
  TASK,
  /** A file is missing or not what the manifest says. */
  FILES,
  /** Its weights do not fit, or it does not answer its own sample as it did when it was written. */
  MODEL,
  /** It cannot take the inputs that the version before it takes. */
  INPUTS,
  /** It did not compute at the batch sizes that it would serve. */
  WARM_UP,
  /** Not its own doing: memory, a file system, the server. Tried again. */
  SERVER;

  /** Whether the same contents may do another time. */
  boolean passes() {
    return this == SERVER;
  }

  /** As the metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
