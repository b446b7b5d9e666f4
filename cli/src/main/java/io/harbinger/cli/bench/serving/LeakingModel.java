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
 * The control of the search for leaks, which must find it: a model that makes an array in each call
 * by a manager that lives as long as the model, so that none is ever freed.
 */
final class LeakingModel implements BatchModel<RulWindow, RulEstimate> {

  /** Numbers of four bytes: what 26 windows of 50 readings and 25 channels take. */
  private static final int KEPT = 32_768;

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
    NDArray kept = manager.ones(new Shape(KEPT));
    kept.setName("kept");
    return model.predict(windows, phases);
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
