package io.harbinger.model.rul.stream;

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
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.SampleDeviation;
import io.harbinger.network.onnx.OnnxLibraries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * A loaded model that tells remaining life at every reading. It keeps nothing of a machine: a
 * request brings the machine's state, and the answer has the next one, so the same request always
 * gets the same answer. Owns its weights' native memory until it is closed; thread-safe. The
 * manifest says which {@link Backend} computes; states go on from one to another, and from one
 * {@link Precision} to another, since they belong to the weights.
 */
public final class StreamRulModel implements BatchModel<StreamRequest, StreamAnswer> {

  static final String TASK = "rul-stream";

  /** Remaining life at every reading, as the model server is asked for it. */
  public static final ModelTask<StreamRequest, StreamAnswer> SERVED =
      new ModelTask<>(TASK, StreamRequest.class, StreamAnswer.class, StreamRulModel::load);

  static final String WEIGHTS = "weights.safetensors";
  static final String SAMPLE = "sample.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelInfo info;
  private final StreamSpec spec;
  private final long mark;
  private final StreamEngine engine;
  private final StreamStepper stepper;
  private final Precision precision;
  private final EstimateReading reading;

  /** As many as calls ever ran at once. */
  private final ConcurrentLinkedDeque<StreamScratch> idle = new ConcurrentLinkedDeque<>();

  /** Readers predict, the writer closes: memory is never freed under a running prediction. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private StreamRulModel(
      ModelInfo info, StreamSpec spec, long mark, StreamEngine engine, Precision precision) {
    this.info = info;
    this.spec = spec;
    this.mark = mark;
    this.engine = engine;
    this.stepper = new StreamStepper(spec, engine);
    this.precision = precision;
    this.reading = new EstimateReading(spec);
  }

  /** Loads a model directory and checks it by its sample; fails if an answer differs. */
  public static StreamRulModel load(Path path) {
    return load(path, Precision.FLOAT32);
  }

  /** The same, in the precision wished for if that may be: see {@link PrecisionChoice}. */
  public static StreamRulModel load(Path path, Precision wished) {
    ModelDirectory directory = ModelDirectory.open(path);
    return PrecisionChoice.load(directory, wished, precision -> load(directory, precision));
  }

  private static StreamRulModel load(ModelDirectory directory, Precision precision) {
    StreamSpec spec = spec(directory);
    StreamSample sample = StreamSample.read(directory.bytes(SAMPLE), directory.path());
    StreamRulModel model = in(directory, spec, precision);
    try {
      if (precision == Precision.FLOAT32) {
        sample.check(model);
      } else {
        model.lowDeviation(sample).require(directory.info(), precision);
      }
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The model in a directory, not checked by its sample. */
  static StreamRulModel in(ModelDirectory directory, StreamSpec spec, Precision precision) {
    return of(
        directory.info(),
        spec,
        Safetensors.decode(directory.bytes(WEIGHTS), WEIGHTS),
        directory.manifest().computedBy(),
        precision);
  }

  /**
   * The deviation of a model in a lower precision.
   *
   * @throws UnfitPrecisionException if the engine cannot compute in it
   */
  SampleDeviation lowDeviation(StreamSample sample) {
    try {
      return sample.deviation(this);
    } catch (EngineException e) {
      throw UnfitPrecisionException.of(info, precision, device(), e);
    }
  }

  /** Whether a directory holds a model of this task. */
  public static boolean isIn(ModelDirectory directory) {
    return directory.info().task().equals(TASK);
  }

  /** What the model in a directory takes and tells, without loading its weights. */
  public static StreamSpec spec(ModelDirectory directory) {
    if (!isIn(directory)) {
      throw new IllegalArgumentException(
          "%s is a model of the task %s (expected %s)"
              .formatted(directory.path(), directory.info().task(), TASK));
    }
    try {
      return JSON.treeToValue(directory.manifest().model(), StreamSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(directory.path(), e.getOriginalMessage()), e);
    }
  }

  /** The mark that the states of the model in a directory carry, without loading its weights. */
  public static long mark(ModelDirectory directory) {
    String checksum = directory.manifest().files().get(WEIGHTS);
    if (checksum == null) {
      throw new IllegalArgumentException("%s lists no %s".formatted(directory.path(), WEIGHTS));
    }
    return Long.parseUnsignedLong(checksum.substring(0, 16), 16);
  }

  /** A model of weights in memory, computed by PyTorch in float32. */
  static StreamRulModel of(ModelInfo info, StreamSpec spec, Safetensors weights) {
    return of(info, spec, weights, Backend.PYTORCH, Precision.FLOAT32);
  }

  /**
   * A model of weights in memory.
   *
   * @throws UnfitPrecisionException if the backend does not compute in the precision
   */
  static StreamRulModel of(
      ModelInfo info, StreamSpec spec, Safetensors weights, Backend backend, Precision precision) {
    long mark = ModelDirectory.mark(weights.encode());
    StreamEngine engine = engine(info, spec, weights, backend, precision);
    return new StreamRulModel(info, spec, mark, engine, precision);
  }

  private static StreamEngine engine(
      ModelInfo info, StreamSpec spec, Safetensors weights, Backend backend, Precision precision) {
    backend.require(precision, info);
    return switch (backend) {
      case PYTORCH ->
          precision == Precision.FLOAT32
              ? new PyTorchStreamEngine(spec, weights)
              : new CastStreamEngine(spec, weights, precision);
      case ONNXRUNTIME -> {
        OnnxLibraries.require(
            "model %s, version %s,".formatted(info.name(), info.version()),
            StreamRulModel.class.getClassLoader());
        yield new OnnxStreamEngine(spec, weights);
      }
    };
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  /** What the model takes and tells. */
  public StreamSpec spec() {
    return spec;
  }

  /** The mark that this model's states carry. */
  public long mark() {
    return mark;
  }

  @Override
  public void validate(StreamRequest request) {
    RulWindow readings = request.readings();
    if (readings.settings() != spec.settings() || readings.sensors() != spec.sensors()) {
      throw new IllegalArgumentException(
          "readings of %d settings and %d sensors (model %s takes %d and %d)"
              .formatted(
                  readings.settings(),
                  readings.sensors(),
                  info.name(),
                  spec.settings(),
                  spec.sensors()));
    }
    for (int t = 0; t < readings.length(); t++) {
      for (int channel = 0; channel < readings.channels(); channel++) {
        if (!Float.isFinite(readings.value(t, channel))) {
          throw new IllegalArgumentException(
              "%s is %s at reading %d (expected a finite number)"
                  .formatted(spec.channels().get(channel).name(), readings.value(t, channel), t));
        }
      }
    }
    request.state().ifPresent(this::checkState);
  }

  private void checkState(StreamState state) {
    if (state.model() != mark || state.size() != stepper.stateSize()) {
      throw new IllegalArgumentException(
          "%s (model %s, version %s, has states of %d numbers and the mark %016x): build the state anew from a window"
              .formatted(state, info.name(), info.version(), stepper.stateSize(), mark));
    }
  }

  /** What the model holds in native memory: as much after a call as before it. */
  int held() {
    return engine.held();
  }

  /** The number of readings: each is computed apart, so that none is padded. */
  @Override
  public int bucket(StreamRequest request) {
    return request.readings().length();
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
  public List<StreamAnswer> predict(List<StreamRequest> requests) {
    return predict(requests, BatchPhases.IGNORED);
  }

  @Override
  public List<StreamAnswer> predict(List<StreamRequest> requests, BatchPhases phases) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("model " + info.name() + " is closed");
      }
      phases.inputReady();
      List<StreamAnswer> answers = new ArrayList<>();
      Map<Integer, List<Integer>> byLength = new LinkedHashMap<>();
      for (int i = 0; i < requests.size(); i++) {
        answers.add(new StreamAnswer(new StreamState(mark, new float[0]), List.of(), List.of()));
        byLength
            .computeIfAbsent(requests.get(i).readings().length(), length -> new ArrayList<>())
            .add(i);
      }
      byLength.values().forEach(group -> answer(requests, group, answers));
      explain(requests, answers);
      phases.outputReady();
      return answers;
    } finally {
      lock.readLock().unlock();
    }
  }

  private void answer(
      List<StreamRequest> requests, List<Integer> group, List<StreamAnswer> answers) {
    List<RulWindow> readings = new ArrayList<>(group.size());
    List<float[]> before = new ArrayList<>(group.size());
    for (int i : group) {
      StreamRequest request = requests.get(i);
      readings.add(request.readings());
      before.add(
          request.state().map(StreamState::values).orElseGet(() -> new float[stepper.stateSize()]));
    }
    StreamScratch scratch = Optional.ofNullable(idle.poll()).orElseGet(StreamScratch::new);
    StreamStepper.Advanced advanced = stepper.run(readings, before, scratch);
    // Where the call failed it is left to the garbage collector.
    idle.push(scratch);
    int time = readings.get(0).length();
    int width = spec.network().outputs();
    for (int i = 0; i < group.size(); i++) {
      List<RulEstimate> estimates = new ArrayList<>(time);
      for (int t = 0; t < time; t++) {
        estimates.add(reading.estimate(advanced.told(), (t * group.size() + i) * width));
      }
      StreamState state = new StreamState(mark, advanced.states().get(i));
      answers.set(group.get(i), new StreamAnswer(state, estimates, List.of()));
    }
  }

  private void explain(List<StreamRequest> requests, List<StreamAnswer> answers) {
    List<Integer> asked =
        IntStream.range(0, requests.size()).filter(i -> requests.get(i).explain()).boxed().toList();
    if (asked.isEmpty()) {
      return;
    }
    List<List<SensorEffect>> effects =
        new StreamExplanation(spec, engine)
            .of(asked.stream().map(i -> answers.get(i).state().values()).toList());
    for (int i = 0; i < asked.size(); i++) {
      StreamAnswer answer = answers.get(asked.get(i));
      answers.set(
          asked.get(i), new StreamAnswer(answer.state(), answer.estimates(), effects.get(i)));
    }
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
