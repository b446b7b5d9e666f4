package io.harbinger.model.rul.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.Precision;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.SampleDeviation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code sample.json}: the readings of a machine from its first on, and what the trained network
 * said after each.
 *
 * @param cycles (readings)
 * @param settings (readings, settings)
 * @param sensors (readings, sensors)
 * @param answers one for each reading
 */
record StreamSample(
    List<Integer> cycles,
    List<List<Double>> settings,
    List<List<Double>> sensors,
    List<RulEstimate> answers) {

  private static final ObjectMapper JSON = new ObjectMapper();

  StreamSample {
    cycles = List.copyOf(cycles);
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
    answers = List.copyOf(answers);
    if (cycles.isEmpty() || answers.size() != cycles.size()) {
      throw new IllegalArgumentException(
          "a sample of %d readings and %d answers (expected equally many, at least one)"
              .formatted(cycles.size(), answers.size()));
    }
  }

  static StreamSample read(byte[] bytes, Path directory) {
    try {
      return JSON.readValue(bytes, StreamSample.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(directory.resolve(StreamRulModel.SAMPLE), e), e);
    }
  }

  /** The sample that a model answers. */
  static StreamSample answered(RulWindow readings, StreamRulModel model) {
    StreamRequest request = StreamRequest.of(Optional.empty(), readings);
    model.validate(request);
    List<Integer> cycles = new ArrayList<>();
    List<List<Double>> settings = new ArrayList<>();
    List<List<Double>> sensors = new ArrayList<>();
    for (int t = 0; t < readings.length(); t++) {
      cycles.add((int) readings.value(t, readings.settings()));
      settings.add(values(readings, t, 0, readings.settings()));
      sensors.add(values(readings, t, readings.settings() + 1, readings.channels()));
    }
    return new StreamSample(
        cycles, settings, sensors, model.predict(List.of(request)).get(0).estimates());
  }

  byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the sample", e);
    }
  }

  /**
   * Asks the model again, reading by reading as it will be in service.
   *
   * @throws IllegalArgumentException if an answer differs
   */
  void check(StreamRulModel model) {
    List<RulEstimate> told = oneByOne(model);
    for (int t = 0; t < told.size(); t++) {
      if (!SampleDeviation.of(told.get(t), answers.get(t)).passes(Precision.FLOAT32)) {
        throw new IllegalArgumentException(
            "model %s, version %s, answers its own sample at cycle %d with %s (expected %s): its weights are not the trained ones"
                .formatted(
                    model.info().name(),
                    model.info().version(),
                    cycles.get(t),
                    told.get(t),
                    answers.get(t)));
      }
    }
  }

  /**
   * How far the model's answers lie from the sample's: asked reading by reading, and all at once as
   * it is when a state begins in the middle of a life.
   */
  SampleDeviation deviation(StreamRulModel model) {
    StreamRequest whole = StreamRequest.of(Optional.empty(), readings());
    model.validate(whole);
    return deviation(oneByOne(model))
        .max(deviation(model.predict(List.of(whole)).get(0).estimates()));
  }

  private SampleDeviation deviation(List<RulEstimate> told) {
    SampleDeviation worst = SampleDeviation.NONE;
    for (int t = 0; t < told.size(); t++) {
      worst = worst.max(SampleDeviation.of(told.get(t), answers.get(t)));
    }
    return worst;
  }

  private List<RulEstimate> oneByOne(StreamRulModel model) {
    List<RulEstimate> told = new ArrayList<>();
    Optional<StreamState> state = Optional.empty();
    for (int t = 0; t < cycles.size(); t++) {
      StreamRequest request = StreamRequest.of(state, reading(t));
      model.validate(request);
      StreamAnswer answer = model.predict(List.of(request)).get(0);
      told.add(answer.last());
      state = Optional.of(answer.state());
    }
    return told;
  }

  /** Its readings one by one, each as a machine's first. */
  List<StreamRequest> requests() {
    return IntStream.range(0, cycles.size())
        .mapToObj(time -> StreamRequest.of(Optional.empty(), reading(time)))
        .toList();
  }

  private RulWindow reading(int time) {
    return RulWindow.of(
        new int[] {cycles.get(time)},
        new double[][] {row(settings.get(time))},
        new double[][] {row(sensors.get(time))});
  }

  private RulWindow readings() {
    return RulWindow.of(
        cycles.stream().mapToInt(Integer::intValue).toArray(),
        settings.stream().map(StreamSample::row).toArray(double[][]::new),
        sensors.stream().map(StreamSample::row).toArray(double[][]::new));
  }

  private static double[] row(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> values(RulWindow readings, int time, int from, int to) {
    List<Double> values = new ArrayList<>();
    for (int channel = from; channel < to; channel++) {
      values.add((double) readings.value(time, channel));
    }
    return values;
  }
}
