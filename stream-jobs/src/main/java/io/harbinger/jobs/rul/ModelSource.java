package io.harbinger.jobs.rul;

import io.harbinger.server.ServedModel;
import java.io.Serializable;

/**
 * Where a subtask gets the model from when it opens. Travels in the job graph, so it holds no model
 * itself, only what it takes to find one.
 *
 * @param <I> one input
 * @param <O> one output
 */
public interface ModelSource<I, O> extends Serializable {

  /** The model, for one subtask, until it closes the lease; blocks while the model is loaded. */
  Lease<I, O> acquire();

  /** One subtask's use of a model. Not thread-safe, but the model is. */
  interface Lease<I, O> extends AutoCloseable {

    /** The model; usable until {@link #close}. */
    ServedModel<I, O> model();

    @Override
    void close();
  }
}
