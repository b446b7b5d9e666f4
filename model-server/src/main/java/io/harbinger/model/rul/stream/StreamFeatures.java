package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulWindow;
import java.util.HashSet;
import java.util.List;

/**
 * How a reading becomes what the network sees; the same in training and in service, part of the
 * model directory.
 *
 * <p>The features of a reading, with {@code n} used sensors: their scaled values by the constants
 * of the reading's operating condition; with {@code smoothing}, their exponential averages; with
 * {@code baseline}, what these (or the values, without smoothing) differ from the mean of the
 * machine's first readings; with {@code age}, the cycle. Only the past is used, and it is kept in a
 * state of {@link #stateSize()} numbers.
 *
 * @param conditions at least one; a reading belongs to the nearest
 * @param settingTolerance what counts as one step of distance, per setting
 * @param sensors the used sensors' places among all, from 0
 * @param clip the largest magnitude of a scaled value; further out it is cut, so that one broken
 *     sensor cannot drive the network arbitrarily far
 * @param smoothing weight of the newest value in the averages; 0 leaves them out
 * @param baseline first readings that a machine is compared with; 0 leaves the comparison out
 * @param ageScale cycles that count as 1 in the age; 0 leaves it out
 */
public record StreamFeatures(
    List<OperatingCondition> conditions,
    List<Double> settingTolerance,
    List<Integer> sensors,
    double clip,
    double smoothing,
    int baseline,
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
    require(smoothing >= 0 && smoothing <= 1, "a smoothing of " + smoothing + " (expected 0 to 1)");
    require(baseline >= 0, "a baseline of " + baseline + " readings (expected 0 or more)");
    require(ageScale >= 0, "an age scale of " + ageScale + " cycles (expected 0 or more)");
  }

  private static void require(boolean holds, String refusal) {
    if (!holds) {
      throw new IllegalArgumentException(refusal);
    }
  }

  /** Features of a reading. */
  public int size() {
    int values = sensors.size();
    return values
        + (smoothing > 0 ? values : 0)
        + (baseline > 0 ? values : 0)
        + (ageScale > 0 ? 1 : 0);
  }

  /** Numbers that the features keep of the past: averages, and the baseline with its count. */
  public int stateSize() {
    int values = sensors.size();
    return (smoothing > 0 ? 1 + values : 0) + (baseline > 0 ? 1 + values : 0);
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
   * Writes the features of one reading and moves the past on.
   *
   * @param readings holds the reading
   * @param time its place there
   * @param state the past, {@link #stateSize} numbers, zeros before the first reading
   * @param stateAt the first of them
   * @param target where the features go
   * @param at the first of them
   */
  public void step(
      RulWindow readings, int time, float[] state, int stateAt, float[] target, int at) {
    int values = sensors.size();
    OperatingCondition condition = conditions.get(condition(readings, time));
    for (int i = 0; i < values; i++) {
      double value = readings.value(time, readings.settings() + 1 + sensors.get(i));
      target[at + i] = scaled(condition, i, value);
    }
    next(readings.value(time, readings.settings()), state, stateAt, target, at);
  }

  /**
   * The same from scaled values: those of the used sensors lie in the target already.
   *
   * @param cycle of the reading
   */
  public void next(float cycle, float[] state, int stateAt, float[] target, int at) {
    int values = sensors.size();
    int from = at;
    int to = at + values;
    int past = stateAt;
    if (smoothing > 0) {
      boolean first = state[past] == 0;
      state[past++] = 1;
      for (int i = 0; i < values; i++) {
        float before = first ? target[from + i] : state[past + i];
        state[past + i] = (float) (before + smoothing * (target[from + i] - before));
        target[to + i] = state[past + i];
      }
      past += values;
      from = to;
      to += values;
    }
    if (baseline > 0) {
      int count = (int) state[past];
      boolean growing = count < baseline;
      int counted = growing ? count + 1 : count;
      state[past++] = counted;
      for (int i = 0; i < values; i++) {
        if (growing) {
          // The values' own mean, also where averages are compared with it.
          state[past + i] += (target[at + i] - state[past + i]) / counted;
        }
        target[to + i] = target[from + i] - state[past + i];
      }
      to += values;
    }
    if (ageScale > 0) {
      target[to] = (float) (cycle / ageScale);
    }
  }
}
