package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulWindow;
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

  /** The place of a reading's condition among {@link #conditions}. */
  public int condition(RulWindow readings, int time) {
    if (conditions.size() == 1) {
      return 0;
    }
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < conditions.size(); i++) {
      double distance = 0;
      List<Double> centre = conditions.get(i).settings();
      for (int setting = 0; setting < centre.size(); setting++) {
        double steps =
            (readings.value(time, setting) - centre.get(setting)) / settingTolerance.get(setting);
        distance += steps * steps;
      }
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** The scaled value of a used sensor. */
  public float scaled(OperatingCondition condition, int used, double value) {
    double scaled = (value - condition.offset().get(used)) * condition.scale().get(used);
    return (float) Math.max(-clip, Math.min(clip, scaled));
  }

  /**
   * Writes the features of one reading.
   *
   * @param readings holds the reading
   * @param time its place there
   * @param target where the features go
   * @param at the first of them
   */
  public void write(RulWindow readings, int time, float[] target, int at) {
    OperatingCondition condition = conditions.get(condition(readings, time));
    int first = readings.settings() + 1;
    for (int i = 0; i < sensors.size(); i++) {
      target[at + i] = scaled(condition, i, readings.value(time, first + sensors.get(i)));
    }
    if (ageScale > 0) {
      target[at + sensors.size()] = (float) (readings.value(time, readings.settings()) / ageScale);
    }
  }
}
