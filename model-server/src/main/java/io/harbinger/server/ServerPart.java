package io.harbinger.server;

/** Something that is built on a {@link ModelServer} and ends with it. */
public interface ServerPart {

  /** Ends it; must not wait. */
  void close();
}
