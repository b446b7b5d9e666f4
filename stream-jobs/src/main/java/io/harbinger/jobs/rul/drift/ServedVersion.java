package io.harbinger.jobs.rul.drift;

import java.io.Serializable;

/** Tells which version of the model answers. Travels in the job graph, so it holds no model. */
@FunctionalInterface
public interface ServedVersion extends Serializable {

  /** For one operator, until it closes it; blocks while the model is loaded. */
  Watch watch();

  /** One operator's look at the version. Thread-safe. */
  interface Watch extends AutoCloseable {

    /** The version that answers now, but for a candidate's share; its directory's name. */
    String version();

    @Override
    void close();
  }
}
