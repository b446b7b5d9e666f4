package io.harbinger.model.rul;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.Backend;
import io.harbinger.model.BatchModel;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.ModelTask;
import io.harbinger.model.Precision;
import io.harbinger.model.PrecisionChoice;
import io.harbinger.model.Safetensors;
import io.harbinger.model.UnfitPrecisionException;
import io.harbinger.network.onnx.OnnxLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelInfo info;
  private final RulSpec spec;
  private final RulEngine engine;
  private final Precision precision;
  private final FailureProbability failure;

  /** Readers predict, the writer closes: memory is never freed under a running prediction. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private RulModel(ModelInfo info, RulSpec spec, RulEngine engine, Precision precision) {
    this.info = info;
    this.spec = spec;
    this.engine = engine;
    this.precision = precision;
    this.failure = new FailureProbability(spec.network().horizons());
  }

  /** Loads a model directory and checks it by its sample; fails if an answer differs. */
  public static RulModel load(Path path) {
    return load(path, Precision.FLOAT32);
  }

  /** The same, in the precision wished for if that may be: see {@link PrecisionChoice}. */
  public static RulModel load(Path path, Precision wished) {
    ModelDirectory directory = ModelDirectory.open(path);
    Backend backend = directory.manifest().computedBy();
    return PrecisionChoice.load(
        directory, wished, precision -> load(directory, backend, precision));
  }

  /** In float32, computed by another backend than the manifest may say. */
  public static RulModel load(ModelDirectory directory, Backend backend) {
    return load(directory, backend, Precision.FLOAT32);
  }

  private static RulModel load(ModelDirectory directory, Backend backend, Precision precision) {
    RulSpec spec = spec(directory);
    RulSample sample = sample(directory);
    RulModel model = of(directory.info(), spec, weights(directory), backend, precision);
    try {
      if (precision != Precision.FLOAT32) {
        model.lowDeviation(sample).require(directory.info(), precision);
        return model;
      }
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

  /**
   * The deviation of a model in a lower precision.
   *
   * @throws UnfitPrecisionException if the engine cannot compute in it
   */
  SampleDeviation lowDeviation(RulSample sample) {
    try {
      return deviation(sample);
    } catch (EngineException e) {
      throw UnfitPrecisionException.of(info, precision, device(), e);
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

  /** A model of weights in memory, computed by PyTorch in float32. */
  static RulModel of(ModelInfo info, RulSpec spec, Safetensors weights) {
    return of(info, spec, weights, Backend.PYTORCH, Precision.FLOAT32);
  }

  /**
   * A model of weights in memory.
   *
   * @throws UnfitPrecisionException if the backend does not compute in the precision
   */
  static RulModel of(
      ModelInfo info, RulSpec spec, Safetensors weights, Backend backend, Precision precision) {
    return new RulModel(info, spec, engine(info, spec, weights, backend, precision), precision);
  }

  private static RulEngine engine(
      ModelInfo info, RulSpec spec, Safetensors weights, Backend backend, Precision precision) {
    backend.require(precision, info);
    if (precision != Precision.FLOAT32 && !spec.network().isJanet()) {
      throw new UnfitPrecisionException(
          "model %s, version %s, has %s cells, which are computed in %s alone (asked for %s)"
              .formatted(
                  info.name(),
                  info.version(),
                  spec.network().cell(),
                  Precision.FLOAT32,
                  precision));
    }
    return switch (backend) {
      case PYTORCH ->
          precision == Precision.FLOAT32
              ? new PyTorchRulEngine(spec.network(), weights)
              : new CastRulEngine(spec.network(), weights, precision);
      case ONNXRUNTIME -> {
        OnnxLibraries.require(
            "model %s, version %s,".formatted(info.name(), info.version()),
            RulModel.class.getClassLoader());
        yield new OnnxRulEngine(spec.network(), weights);
      }
    };
  }

  /** How far its answers lie from those that the model gave when it was written. */
  SampleDeviation deviation(RulSample sample) {
    SampleDeviation worst = SampleDeviation.NONE;
    List<RulEstimate> answers = answers(sample);
    for (int i = 0; i < answers.size(); i++) {
      worst = worst.max(SampleDeviation.of(answers.get(i), sample.cases().get(i).answer()));
    }
    return worst;
  }

  private List<RulEstimate> answers(RulSample sample) {
    sample.cases().forEach(expected -> validate(expected.window()));
    return predict(sample.cases().stream().map(RulSample.Case::window).toList());
  }

  /** Which cases of a sample the model does not answer as it did when it was written. */
  List<String> problems(RulSample sample) {
    List<String> problems = new ArrayList<>();
    List<RulEstimate> answers = answers(sample);
    for (int i = 0; i < answers.size(); i++) {
      RulEstimate expected = sample.cases().get(i).answer();
      if (!SampleDeviation.of(answers.get(i), expected).passes(Precision.FLOAT32)) {
        problems.add(
            "model %s, version %s, answers its own sample %d with %s (expected RUL %s, probabilities %s and %s): its weights are not the trained ones"
                .formatted(
                    info.name(),
                    info.version(),
                    i,
                    answers.get(i),
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
  public Precision precision() {
    return precision;
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
