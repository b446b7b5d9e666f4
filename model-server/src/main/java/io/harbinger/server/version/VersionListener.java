package io.harbinger.server.version;

/** Is told of every change of a version's state, in order, on one thread: must not wait. */
@FunctionalInterface
public interface VersionListener {

  /**
   * A version's state changed.
   *
   * @param model the served name
   * @param version its number
   * @param state the new one
   */
  void changed(String model, int version, VersionState state);
}
