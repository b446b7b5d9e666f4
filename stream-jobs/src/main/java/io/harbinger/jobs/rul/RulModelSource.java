package io.harbinger.jobs.rul;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ServedModel;
import java.io.Serializable;

/**
 * Where a subtask gets the model from when it opens. Travels in the job graph, so it holds no model
 * itself, only what it takes to find one.
 */
@FunctionalInterface
public interface RulModelSource extends Serializable {

  /** The model, for one subtask, until it closes the lease; blocks while the model is loaded. */
  Lease acquire();

  /** One subtask's use of a model. Not thread-safe, but the model is. */
  interface Lease extends AutoCloseable {

    /** The model; usable until {@link #close}. */
    ServedModel<RulWindow, RulEstimate> model();

    @Override
    void close();
  }
}
