package io.harbinger.cli.bench.serving;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import io.harbinger.model.rul.RulWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A DJL predictor of an exported module, one window a call, as a subtask would have it without a
 * server. Of one thread at a time; owns its copy of the weights.
 */
final class PredictorTaker implements TakingSide.Taker {

  private final ZooModel<RulWindow, float[]> model;
  private final Predictor<RulWindow, float[]> predictor;
  private final List<RulWindow> windows;

  /**
   * Loads the module.
   *
   * @param module a TorchScript file, as {@code models export} writes it
   */
  @SuppressWarnings("unchecked")
  PredictorTaker(Path module, List<RulWindow> windows) {
    this.windows = windows;
    try {
      this.model =
          Criteria.builder()
              .setTypes(RulWindow.class, float[].class)
              .optModelPath(module)
              .optEngine("PyTorch")
              .optTranslator(new WindowTranslator())
              .build()
              .loadModel();
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new IllegalStateException("cannot load the module " + module, e);
    }
    this.predictor = model.newPredictor();
  }

  @Override
  public void answer(int count) {
    for (RulWindow window : windows.subList(0, count)) {
      try {
        predictor.predict(window);
      } catch (TranslateException e) {
        throw new IllegalStateException("the predictor failed", e);
      }
    }
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }

  private static final class WindowTranslator implements NoBatchifyTranslator<RulWindow, float[]> {

    @Override
    public NDList processInput(TranslatorContext context, RulWindow window) {
      float[] values = new float[window.length() * window.channels()];
      for (int t = 0; t < window.length(); t++) {
        for (int channel = 0; channel < window.channels(); channel++) {
          values[t * window.channels() + channel] = window.value(t, channel);
        }
      }
      Shape shape = new Shape(1, window.length(), window.channels());
      return new NDList(context.getNDManager().create(values, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList outputs) {
      float[] within = outputs.get(0).toFloatArray();
      return new float[] {within[0], within[1], outputs.get(1).toFloatArray()[0]};
    }
  }
}
