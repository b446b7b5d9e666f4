package io.harbinger.console.feed;

/** A source of the platform's records. Whoever made it closes it. */
public interface Feed extends AutoCloseable {

  /** Begins to read; to be called once. */
  void start(FeedListener listener);

  /** How the reading goes. */
  FeedHealth health();

  /** Stops; the listener gets nothing after this returns. */
  @Override
  void close();
}
