package io.harbinger.cli.bench.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.BatchModel;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import java.util.List;

/**
 * The control of the search for leaks, which must find it: a model that makes its input's array by
 * a manager that lives as long as the model, so that no call's array is ever freed.
 */
final class LeakingModel implements BatchModel<RulWindow, RulEstimate> {

  private final RulModel model;
  private final NDManager manager = NDManager.newBaseManager();

  LeakingModel(RulModel model) {
    this.model = model;
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public void validate(RulWindow window) {
    model.validate(window);
  }

  @Override
  public List<RulEstimate> predict(List<RulWindow> windows) {
    return predict(windows, BatchPhases.IGNORED);
  }

  @Override
  public List<RulEstimate> predict(List<RulWindow> windows, BatchPhases phases) {
    RulWindow first = windows.get(0);
    Shape shape = new Shape(windows.size(), first.length(), first.channels());
    NDArray kept = manager.ones(shape);
    kept.setName("kept");
    return model.predict(windows, phases);
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
