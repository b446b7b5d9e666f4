package io.harbinger.jobs.rul;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;

/** Where a subtask gets a model from that reads windows. */
@FunctionalInterface
public interface RulModelSource extends ModelSource<RulWindow, RulEstimate> {}
