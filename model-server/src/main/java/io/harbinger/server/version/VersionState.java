package io.harbinger.server.version;

/** How a version stands. */
public sealed interface VersionState {

  /** As the metric's label. */
  String label();

  /** Its files are read and checked. */
  record Loading() implements VersionState {
    @Override
    public String label() {
      return "loading";
    }
  }

  /** Its sample was right; it computes at the batch sizes that it will serve. */
  record Warming() implements VersionState {
    @Override
    public String label() {
      return "warming";
    }
  }

  /** It answers, or may. */
  record Ready() implements VersionState {
    @Override
    public String label() {
      return "ready";
    }
  }

  /**
   * It lost its place: it ends what it began, and goes on with states of its own that callers keep.
   */
  record Draining() implements VersionState {
    @Override
    public String label() {
      return "draining";
    }
  }

  /** It was freed. */
  record Unloaded() implements VersionState {
    @Override
    public String label() {
      return "unloaded";
    }
  }

  /**
   * It must not serve.
   *
   * @param why as a category
   * @param message what was found, what was expected, what to do
   */
  record Failed(LoadFailure why, String message) implements VersionState {
    @Override
    public String label() {
      return "failed";
    }
  }
}
