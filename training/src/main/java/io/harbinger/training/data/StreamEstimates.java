package io.harbinger.training.data;

import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.source.cmapss.EngineRun;
import java.util.List;
import java.util.Optional;

/** What a streaming model says of whole engines. */
public final class StreamEstimates {

  private StreamEstimates() {}

  /** An estimate after each of an engine's readings, read from its first. */
  public static List<RulEstimate> of(StreamRulModel model, EngineRun engine) {
    StreamRequest request =
        StreamRequest.of(
            Optional.empty(), ReadingWindow.of(engine.readings(), engine.readings().size()));
    model.validate(request);
    return model.predict(List.of(request)).get(0).estimates();
  }
}
