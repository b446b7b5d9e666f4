package io.harbinger.cli.bench.stream;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;

/** A window in, a prediction out, by a predictor of this subtask's own: no batches, no sharing. */
final class PredictorFunction extends RichMapFunction<SensorWindow, RulPrediction> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final String module;
  private transient @Nullable ZooModel<float[][], float[]> model;
  private transient @Nullable Predictor<float[][], float[]> predictor;

  /**
   * A function that will load a module when it opens.
   *
   * @param module a TorchScript file, as {@code models export} writes it
   */
  PredictorFunction(String module) {
    this.module = module;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(OpenContext context) throws Exception {
    model =
        Criteria.builder()
            .setTypes(float[][].class, float[].class)
            .optModelPath(Path.of(module))
            .optEngine("PyTorch")
            .optTranslator(new WindowTranslator())
            .build()
            .loadModel();
    predictor = model.newPredictor();
  }

  @Override
  public RulPrediction map(SensorWindow window) throws Exception {
    List<WindowReading> readings = window.getReadings();
    float[][] values = new float[readings.size()][];
    for (int t = 0; t < values.length; t++) {
      WindowReading reading = readings.get(t);
      float[] row = new float[reading.getSettings().size() + 1 + reading.getSensors().size()];
      int at = 0;
      for (double setting : reading.getSettings()) {
        row[at++] = (float) setting;
      }
      row[at++] = reading.getCycle();
      for (double sensor : reading.getSensors()) {
        row[at++] = (float) sensor;
      }
      values[t] = row;
    }
    float[] told = Objects.requireNonNull(predictor).predict(values);
    return RulPrediction.newBuilder()
        .setId(window.getAsset() + "/" + window.getRun() + "/" + window.getLastCycle())
        .setAsset(window.getAsset())
        .setRun(window.getRun())
        .setCycle(window.getLastCycle())
        .setProbabilityWithin15(told[0])
        .setProbabilityWithin30(told[1])
        .setRul(told[told.length - 1])
        .setModel("module")
        .setVersion("1")
        .setReadingTimestamp(window.getReadingTimestamp())
        .build();
  }

  @Override
  public void close() {
    if (predictor != null) {
      predictor.close();
    }
    if (model != null) {
      model.close();
    }
  }

  private static final class WindowTranslator implements NoBatchifyTranslator<float[][], float[]> {

    @Override
    public NDList processInput(TranslatorContext context, float[][] window) {
      float[] flat = new float[window.length * window[0].length];
      for (int t = 0; t < window.length; t++) {
        System.arraycopy(window[t], 0, flat, t * window[0].length, window[0].length);
      }
      return new NDList(
          context.getNDManager().create(flat, new Shape(1, window.length, window[0].length)));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList outputs) {
      float[] within = outputs.get(0).toFloatArray();
      float[] told = new float[within.length + 1];
      System.arraycopy(within, 0, told, 0, within.length);
      told[within.length] = outputs.get(1).toFloatArray()[0];
      return told;
    }
  }
}
