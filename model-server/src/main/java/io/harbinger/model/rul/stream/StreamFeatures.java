package io.harbinger.model.rul.stream;

import java.util.HashSet;
import java.util.List;

/**
 * How a reading becomes what the network sees; the same in training and in service, part of the
 * model directory.
 *
 * <p>The features of a reading are its used sensors' values, scaled by the constants of its
 * operating condition, and with {@code ageScale} the cycle. Nothing made of earlier readings is
 * among them: the network remembers what it needs, and averages and baselines beside it made it
 * learn engines by heart (docs/decisions/0015).
 *
 * @param conditions at least one; a reading belongs to the nearest
 * @param settingTolerance what counts as one step of distance, per setting
 * @param sensors the used sensors' places among all, from 0
 * @param clip the largest magnitude of a scaled value; further out it is cut, so that one broken
 *     sensor cannot drive the network arbitrarily far
 * @param ageScale cycles that count as 1 in the age; 0 hides the age
 */
public record StreamFeatures(
    List<OperatingCondition> conditions,
    List<Double> settingTolerance,
    List<Integer> sensors,
    double clip,
    double ageScale) {

  /** Refuses parts that do not fit each other. */
  public StreamFeatures {
    conditions = List.copyOf(conditions);
    settingTolerance = List.copyOf(settingTolerance);
    sensors = List.copyOf(sensors);
    int settings = settingTolerance.size();
    int used = sensors.size();
    require(!conditions.isEmpty(), "no operating condition (expected at least one)");
    for (OperatingCondition condition : conditions) {
      require(
          condition.settings().size() == settings && condition.offset().size() == used,
          "a condition of %d settings and %d sensors (expected %d and %d)"
              .formatted(condition.settings().size(), condition.offset().size(), settings, used));
    }
    require(
        settingTolerance.stream().allMatch(tolerance -> tolerance > 0),
        "setting tolerances of " + settingTolerance + " (expected each above 0)");
    require(
        sensors.stream().allMatch(sensor -> sensor >= 0)
            && new HashSet<>(sensors).size() == sensors.size(),
        "used sensors " + sensors + " (expected places from 0 on, each once)");
    require(clip > 0, "a clip of " + clip + " (expected above 0)");
    require(ageScale >= 0, "an age scale of " + ageScale + " cycles (expected 0 or more)");
  }

  private static void require(boolean holds, String refusal) {
    if (!holds) {
      throw new IllegalArgumentException(refusal);
    }
  }

  /** Features of a reading. */
  public int size() {
    return sensors.size() + (ageScale > 0 ? 1 : 0);
  }

  /** What makes them of readings. */
  public FeatureScaler scaler() {
    return new FeatureScaler(this);
  }
}
