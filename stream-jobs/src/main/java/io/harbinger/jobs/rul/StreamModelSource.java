package io.harbinger.jobs.rul;

import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;

/** Where a subtask gets a model from that reads a machine step by step. */
@FunctionalInterface
public interface StreamModelSource extends ModelSource<StreamRequest, StreamAnswer> {}
