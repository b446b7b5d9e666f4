package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.Backend;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.model.rul.RulWindow;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamExplanationTest {

  @Test
  void namesEveryUsedSensorOnceTheStrongestFirst() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      StreamAnswer answer = explained(model, drifting(0, 1, 3));
      assertThat(answer.reasons())
          .extracting(SensorEffect::sensor)
          .containsExactlyInAnyOrder("s1", "s2", "s4");
      assertThat(answer.reasons().stream().map(effect -> Math.abs(effect.cycles())).toList())
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  @Test
  void aSensorThatDidNotMoveHasNoEffect() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      StreamAnswer answer = explained(model, drifting(1));
      assertThat(answer.reasons().get(0).sensor()).isEqualTo("s2");
      assertThat(answer.reasons().get(0).deviation()).isGreaterThan(1);
      assertThat(answer.reasons().subList(1, 3))
          .allSatisfy(effect -> assertThat(effect.cycles()).isCloseTo(0, within(1e-4)));
    }
  }

  @Test
  void isGivenOnlyWhenAskedFor() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      StreamRequest plain = StreamRequest.of(Optional.empty(), drifting(0));
      assertThat(model.predict(List.of(plain)).get(0).reasons()).isEmpty();
    }
  }

  /** Of a drift so small that the network is straight along it: nothing is left over. */
  @ParameterizedTest
  @EnumSource(Backend.class)
  void effectsOfASmallDriftAddUpToItsDifference(Backend backend) {
    StreamSpec spec = StreamModelFixture.spec(2);
    Safetensors weights = StreamModelFixture.weights(spec, 7);
    ModelInfo info = new ModelInfo("rul-x", "1", StreamRulModel.TASK);
    try (StreamRulModel model = StreamRulModel.of(info, spec, weights, backend, Precision.FLOAT32);
        PyTorchStreamEngine engine = new PyTorchStreamEngine(spec, weights)) {
      StreamAnswer answer = explained(model, drifting(0.02, 0, 1, 3));
      List<float[]> state = List.of(answer.state().values());
      StreamExplanation explanation = new StreamExplanation(spec, engine);
      double difference =
          life(spec, engine, explanation.histories(state, 1))
              - life(spec, engine, explanation.histories(state, 0));
      double sum = answer.reasons().stream().mapToDouble(SensorEffect::cycles).sum();
      assertThat(Math.abs(difference)).isGreaterThan(0.01);
      assertThat(sum).isCloseTo(difference, within(0.02 * Math.abs(difference)));
    }
  }

  @Test
  void theGradientAgreesWithFiniteDifferences() {
    StreamSpec spec = StreamModelFixture.spec(2);
    int time = 6;
    int width = spec.features().size();
    Random random = new Random(3);
    float[] features = new float[time * 2 * width];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    try (PyTorchStreamEngine engine =
        new PyTorchStreamEngine(spec, StreamModelFixture.weights(spec, 7))) {
      float[] gradient = engine.gradient(scratch(spec, features, 2), time, 2);
      assertThat(gradient).hasSameSizeAs(features);
      for (int i = 0; i < features.length; i++) {
        int machine = i / width % 2;
        float[] more = features.clone();
        more[i] += 0.01f;
        float[] less = features.clone();
        less[i] -= 0.01f;
        double slope =
            (last(spec, engine, more, time, 2, machine)
                    - last(spec, engine, less, time, 2, machine))
                / (more[i] - less[i]);
        assertThat((double) gradient[i]).as("number %d", i).isCloseTo(slope, within(0.02));
      }
    }
  }

  private static double life(StreamSpec spec, StreamEngine engine, float[] history) {
    return last(spec, engine, history, StreamExplanation.STEPS, 1, 0);
  }

  private static double last(
      StreamSpec spec, StreamEngine engine, float[] features, int time, int batch, int machine) {
    float[] told = engine.tell(scratch(spec, features, batch), time, batch).told();
    return told[((time - 1) * batch + machine) * spec.network().outputs()];
  }

  private static StreamScratch scratch(StreamSpec spec, float[] features, int batch) {
    StreamScratch scratch = new StreamScratch();
    scratch.room(0, features.length).put(features);
    int slot = 1;
    for (int units : spec.network().units()) {
      int numbers = spec.network().members() * batch * units;
      scratch.room(slot++, numbers).put(new float[numbers]);
    }
    return scratch;
  }

  private static StreamAnswer explained(StreamRulModel model, RulWindow readings) {
    return model.predict(List.of(new StreamRequest(Optional.empty(), readings, true))).get(0);
  }

  /** Forty readings in one condition; some sensors climb after the first ten. */
  private static RulWindow drifting(int... climbing) {
    return drifting(1, climbing);
  }

  private static RulWindow drifting(double share, int... climbing) {
    int length = 40;
    int[] cycles = new int[length];
    double[][] settings = new double[length][];
    double[][] sensors = new double[length][];
    for (int t = 0; t < length; t++) {
      cycles[t] = t + 1;
      settings[t] = new double[] {0};
      sensors[t] = new double[] {1, 10, 0.5, 100};
      for (int sensor : climbing) {
        sensors[t][sensor] +=
            share * new double[] {3, 6, 0, 30}[sensor] * Math.max(0, t - 10) / 30.0;
      }
    }
    return RulWindow.of(cycles, settings, sensors);
  }
}
