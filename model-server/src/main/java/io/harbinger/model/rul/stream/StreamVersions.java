package io.harbinger.model.rul.stream;

import io.harbinger.model.CarriedState;
import io.harbinger.model.Disagreement;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.StateAffinity;
import io.harbinger.model.VersionedTask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Versions of a model of remaining life that reads a machine step by step. */
public final class StreamVersions {

  /** Readings of a whole window, of which a version that takes over makes its first state. */
  private static final int WHOLE = 50;

  /**
   * As the model server is asked for them. A state belongs to the weights that made it. They
   * disagree by the difference of their RUL after the last reading.
   */
  public static final VersionedTask<StreamRequest, StreamAnswer> TASK =
      new VersionedTask<>(
          StreamRulModel.SERVED,
          StreamVersions::samples,
          new Disagreement<>(
              "cycles",
              List.of(1.0, 5.0, 15.0, 30.0),
              (given, shadow) -> Math.abs(given.last().rul() - shadow.last().rul())),
          Optional.of(
              new StateAffinity<>(
                  StreamRulModel::mark,
                  request ->
                      request
                          .state()
                          .map(state -> OptionalLong.of(state.model()))
                          .orElseGet(OptionalLong::empty),
                  new CarriedState<StreamRequest, StreamAnswer, StreamState>(
                      StreamRequest::state,
                      (request, state) -> StreamRequest.of(state, request.readings()),
                      StreamAnswer::state,
                      request -> request.readings().length(),
                      WHOLE))));

  private StreamVersions() {}

  private static List<StreamRequest> samples(ModelDirectory directory) {
    // A version whose states the job could not keep must not take over.
    StateSize.of(StreamRulModel.spec(directory)).require(StateSize.LIMIT);
    return StreamSample.read(directory.bytes(StreamRulModel.SAMPLE), directory.path()).requests();
  }
}
