package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.model.rul.RulWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureScalerTest {

  /** Two conditions, told apart by the second setting; sensors 2 and 0 of three. */
  private static final StreamFeatures FEATURES =
      new StreamFeatures(
          List.of(
              new OperatingCondition(List.of(0.0, 0.25), List.of(10.0, 1.0), List.of(2.0, 0.5)),
              new OperatingCondition(List.of(0.0, 0.84), List.of(20.0, 3.0), List.of(4.0, 0.0))),
          List.of(1.0, 0.02),
          List.of(2, 0),
          5,
          200);

  private static final RulWindow READINGS =
      RulWindow.of(
          new int[] {50, 51, 52},
          new double[][] {{0.4, 0.26}, {-0.3, 0.83}, {0, 0.25}},
          new double[][] {{4, 99, 11}, {4, 99, 20.5}, {-1000, 99, 1000}});

  @Test
  void scalesByTheNearestConditionInTheOrderOfTheUsedSensors() {
    float[] row = new float[4];
    FEATURES.scaler().write(READINGS, 0, row, 1);
    assertThat(row).containsExactly(0, 2, 1.5f, 0.25f);
    FEATURES.scaler().write(READINGS, 1, row, 1);
    assertThat(row).as("a sensor of scale 0 is silent").containsExactly(0, 2, 0, 0.255f);
  }

  @Test
  void cutsWhatLiesFarOut() {
    float[] row = new float[3];
    FEATURES.scaler().write(READINGS, 2, row, 0);
    assertThat(row).containsExactly(5, -5, 0.26f);
  }

  @Test
  void tellsTheCondition() {
    FeatureScaler scaler = FEATURES.scaler();
    assertThat(scaler.condition(READINGS, 0)).isZero();
    assertThat(scaler.condition(READINGS, 1)).isEqualTo(1);
    assertThat(scaler.condition(READINGS, 2)).isZero();
  }

  @Test
  void hidesTheAgeWhereItHasNoScale() {
    StreamFeatures ageless =
        new StreamFeatures(
            FEATURES.conditions(), FEATURES.settingTolerance(), FEATURES.sensors(), 5, 0);
    float[] row = {7, 7, 7};
    ageless.scaler().write(READINGS, 0, row, 0);
    assertThat(row).containsExactly(2, 1.5f, 7);
  }
}
