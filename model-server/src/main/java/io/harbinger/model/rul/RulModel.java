package io.harbinger.model.rul;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.Backend;
import io.harbinger.model.BatchModel;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.ModelTask;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.network.onnx.OnnxLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded model of remaining life. Owns its weights' native memory until it is closed;
 * thread-safe; one call's scratch memory is freed when the call returns. The manifest says which
 * {@link Backend} computes.
 */
public final class RulModel implements BatchModel<RulWindow, RulEstimate> {

  static final String TASK = "rul";

  /** Remaining life, as the model server is asked for it. */
  public static final ModelTask<RulWindow, RulEstimate> SERVED =
      new ModelTask<>(TASK, RulWindow.class, RulEstimate.class, RulModel::load);

  static final String WEIGHTS = "weights.safetensors";
  static final String SAMPLE = "sample.json";

  /**
   * How far an answer may lie from the sample's, in cycles and in probability: processors round
   * differently, but no wrong weight hides in a hundredth.
   */
  private static final double TOLERANCE = 0.01;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelInfo info;
  private final RulSpec spec;
  private final RulEngine engine;
  private final FailureProbability failure;

  /** Readers predict, the writer closes: memory is never freed under a running prediction. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private RulModel(ModelInfo info, RulSpec spec, RulEngine engine) {
    this.info = info;
    this.spec = spec;
    this.engine = engine;
    this.failure = new FailureProbability(spec.network().horizons());
  }

  /** Loads a model directory and checks it by its sample; fails if an answer differs. */
  public static RulModel load(Path path) {
    ModelDirectory directory = ModelDirectory.open(path);
    return load(directory, directory.manifest().computedBy());
  }

  /** The same, computed by another backend than the manifest may say. */
  public static RulModel load(ModelDirectory directory, Backend backend) {
    RulSpec spec = spec(directory);
    RulSample sample = sample(directory);
    RulModel model = of(directory.info(), spec, weights(directory), backend);
    try {
      List<String> problems = model.problems(sample);
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(problems.get(0));
      }
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  static Safetensors weights(ModelDirectory directory) {
    return Safetensors.decode(directory.bytes(WEIGHTS), WEIGHTS);
  }

  static RulSample sample(ModelDirectory directory) {
    try {
      return JSON.readValue(directory.bytes(SAMPLE), RulSample.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(directory.path(), e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + directory.path(), e);
    }
  }

  /** What the model in a directory takes and tells, without loading its weights. */
  public static RulSpec spec(ModelDirectory directory) {
    if (!directory.info().task().equals(TASK)) {
      throw new IllegalArgumentException(
          "%s is a model of the task %s (expected %s)"
              .formatted(directory.path(), directory.info().task(), TASK));
    }
    try {
      return JSON.treeToValue(directory.manifest().model(), RulSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(directory.path(), e.getOriginalMessage()), e);
    }
  }

  /** A model of weights in memory, computed by PyTorch. */
  static RulModel of(ModelInfo info, RulSpec spec, Safetensors weights) {
    return of(info, spec, weights, Backend.PYTORCH);
  }

  /** A model of weights in memory. */
  static RulModel of(ModelInfo info, RulSpec spec, Safetensors weights, Backend backend) {
    return new RulModel(info, spec, engine(info, spec, weights, backend));
  }

  private static RulEngine engine(
      ModelInfo info, RulSpec spec, Safetensors weights, Backend backend) {
    return switch (backend) {
      case PYTORCH -> new PyTorchRulEngine(spec.network(), weights);
      case ONNXRUNTIME -> {
        OnnxLibraries.require(
            "model %s, version %s,".formatted(info.name(), info.version()),
            RulModel.class.getClassLoader());
        yield new OnnxRulEngine(spec.network(), weights);
      }
    };
  }

  /** Where weights and an initialised network do not fit each other. */
  static List<String> misfits(RulNetwork network, Safetensors weights) {
    List<String> misfits = new ArrayList<>();
    Map<String, Parameter> parameters = network.namedParameters();
    parameters.forEach(
        (name, parameter) -> {
          Tensor tensor = weights.tensors().get(name);
          Shape extents = parameter.getArray().getShape();
          List<Long> shape = Arrays.stream(extents.getShape()).boxed().toList();
          if (tensor == null || !tensor.shape().equals(shape)) {
            misfits.add(
                "the weights hold %s as %s (expected shape %s)".formatted(name, tensor, shape));
          }
        });
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      if (!parameters.containsKey(entry.getKey())) {
        misfits.add(
            "the weights hold %s as %s (the network has no such parameter)"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    return misfits;
  }

  /** Which cases of a sample the model does not answer as it did when it was written. */
  List<String> problems(RulSample sample) {
    List<String> problems = new ArrayList<>();
    sample.cases().forEach(expected -> validate(expected.window()));
    List<RulEstimate> answers =
        predict(sample.cases().stream().map(RulSample.Case::window).toList());
    for (int i = 0; i < answers.size(); i++) {
      RulSample.Case expected = sample.cases().get(i);
      RulEstimate answer = answers.get(i);
      double worst =
          Math.max(
              Math.abs(answer.rul() - expected.rul()),
              Math.max(
                  Math.abs(answer.within15() - expected.within15()),
                  Math.abs(answer.within30() - expected.within30())));
      if (!(worst <= TOLERANCE)) {
        problems.add(
            "model %s, version %s, answers its own sample %d with %s (expected RUL %s, probabilities %s and %s): its weights are not the trained ones"
                .formatted(
                    info.name(),
                    info.version(),
                    i,
                    answer,
                    expected.rul(),
                    expected.within15(),
                    expected.within30()));
      }
    }
    return problems;
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  /** What the model takes and tells. */
  public RulSpec spec() {
    return spec;
  }

  @Override
  public void validate(RulWindow window) {
    if (window.length() != spec.network().window()
        || window.settings() != spec.settings()
        || window.sensors() != spec.sensors()) {
      throw new IllegalArgumentException(
          "a window of %d readings with %d settings and %d sensors (model %s takes %d, %d and %d)"
              .formatted(
                  window.length(),
                  window.settings(),
                  window.sensors(),
                  info.name(),
                  spec.network().window(),
                  spec.settings(),
                  spec.sensors()));
    }
    for (int t = 0; t < window.length(); t++) {
      for (int channel = 0; channel < window.channels(); channel++) {
        if (!Float.isFinite(window.value(t, channel))) {
          throw new IllegalArgumentException(
              "%s is %s at reading %d of the window (expected a finite number)"
                  .formatted(spec.channels().get(channel).name(), window.value(t, channel), t));
        }
      }
    }
  }

  /** What the model holds in native memory: as much after a call as before it. */
  int held() {
    return engine.held();
  }

  @Override
  public String device() {
    return engine.device();
  }

  @Override
  public List<RulEstimate> predict(List<RulWindow> windows) {
    return predict(windows, BatchPhases.IGNORED);
  }

  @Override
  public List<RulEstimate> predict(List<RulWindow> windows, BatchPhases phases) {
    return predict(windows, phases, this::estimate);
  }

  /** What the network itself tells, without horizons that are read from the RUL. */
  List<HorizonEstimate> predictHorizons(List<RulWindow> windows) {
    return predict(
        windows,
        BatchPhases.IGNORED,
        (logits, rul) ->
            new HorizonEstimate(
                spec.network().horizons().stream()
                    .map(horizon -> failure.within(horizon, logits, rul))
                    .toList(),
                rul));
  }

  /**
   * What the model tells of one window.
   *
   * @param within the probability of failure within each horizon of the network
   * @param rul in cycles
   */
  record HorizonEstimate(List<Double> within, double rul) {}

  /** Reads the logits of a window and its RUL in cycles. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(float[] logits, double rul);
  }

  private <T> List<T> predict(List<RulWindow> windows, BatchPhases phases, Reading<T> reading) {
    int time = spec.network().window();
    int channels = spec.network().channels();
    float[] values = new float[windows.size() * time * channels];
    for (int i = 0; i < windows.size(); i++) {
      spec.scaling().scale(windows.get(i), values, i * time * channels);
    }
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("model " + info.name() + " is closed");
      }
      RulEngine.Heads heads = engine.read(values, windows.size(), phases);
      return read(heads.logits(), heads.rul(), reading);
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> List<T> read(float[] logits, float[] heads, Reading<T> reading) {
    int horizons = spec.network().horizons().size();
    List<T> read = new ArrayList<>(heads.length);
    for (int i = 0; i < heads.length; i++) {
      float[] own = Arrays.copyOfRange(logits, i * horizons, (i + 1) * horizons);
      read.add(reading.of(own, spec.scaling().cycles(heads[i])));
    }
    return read;
  }

  private RulEstimate estimate(float[] logits, double rul) {
    return new RulEstimate(
        rul, null, null, failure.within(15, logits, rul), failure.within(30, logits, rul));
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      engine.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
