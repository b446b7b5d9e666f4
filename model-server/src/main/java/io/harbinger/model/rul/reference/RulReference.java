package io.harbinger.model.rul.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The distributions of a model's training data, file {@value #FILE} of its directory: of each
 * sensor in each operating condition, and of what the model itself told. All of them over the first
 * cycles of the machines' lives alone. Later readings are different because machines wear, which is
 * no drift, and a fleet's mix of ages is not that of the training data. Immutable.
 *
 * @param earlyCycles readings of cycles up to this were taken, and are to be compared
 * @param sensors names of those that vary
 * @param places of these sensors among all of a reading, from 0
 * @param settingTolerance what counts as one step of distance, per setting
 * @param conditions at least one; a reading belongs to the nearest
 * @param predictions the model's predictions of remaining life, in cycles
 */
public record RulReference(
    int earlyCycles,
    List<String> sensors,
    List<Integer> places,
    List<Double> settingTolerance,
    List<ReferenceCondition> conditions,
    ValueBins predictions) {

  /** The file's name. */
  public static final String FILE = "reference.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Copies the lists and refuses parts that do not fit each other. */
  public RulReference {
    sensors = List.copyOf(sensors);
    places = List.copyOf(places);
    settingTolerance = List.copyOf(settingTolerance);
    conditions = List.copyOf(conditions);
    if (earlyCycles < 1 || sensors.size() != places.size() || conditions.isEmpty()) {
      throw new IllegalArgumentException(
          "%d early cycles, %d sensors at %d places, %d conditions (expected at least one cycle and condition, and a place for each sensor)"
              .formatted(earlyCycles, sensors.size(), places.size(), conditions.size()));
    }
    for (ReferenceCondition condition : conditions) {
      if (condition.settings().size() != settingTolerance.size()
          || condition.sensors().size() != sensors.size()) {
        throw new IllegalArgumentException(
            "a condition of %d settings and %d sensors (expected %d and %d)"
                .formatted(
                    condition.settings().size(),
                    condition.sensors().size(),
                    settingTolerance.size(),
                    sensors.size()));
      }
    }
  }

  /** The reference in a model's directory, its checksum verified; empty where there is none. */
  public static Optional<RulReference> in(ModelDirectory directory) {
    if (!directory.manifest().files().containsKey(FILE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(directory.verified(FILE), RulReference.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not a reference that can be read: %s"
              .formatted(directory.path().resolve(FILE), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.path().resolve(FILE), e);
    }
  }

  /** The file's contents. */
  public byte[] toBytes() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the reference", e);
    }
  }

  /** A mark by which the same reference is known again. */
  public long mark() {
    return ModelDirectory.mark(toBytes());
  }

  /** The place of a reading's condition among {@link #conditions}. */
  public int condition(List<Double> settings) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < conditions.size(); i++) {
      double distance = 0;
      List<Double> centre = conditions.get(i).settings();
      for (int setting = 0; setting < centre.size(); setting++) {
        double steps =
            (settings.get(setting) - centre.get(setting)) / settingTolerance.get(setting);
        distance += steps * steps;
      }
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /**
   * A reading's bins; empty where it has other settings or sensors than the training data.
   *
   * @param run tells runs apart, of all machines
   * @param settings in engineering units
   * @param readings all sensors, in engineering units
   */
  public Optional<BinnedReading> reading(long run, List<Double> settings, List<Double> readings) {
    if (settings.size() != settingTolerance.size()
        || places.stream().anyMatch(place -> place >= readings.size())) {
      return Optional.empty();
    }
    int condition = condition(settings);
    byte[] bins = new byte[places.size()];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = (byte) conditions.get(condition).sensors().get(i).bin(readings.get(places.get(i)));
    }
    return Optional.of(new BinnedReading(run, condition, bins));
  }

  /** A prediction's bin. */
  public BinnedReading prediction(long run, double rul) {
    return new BinnedReading(run, 0, new byte[] {(byte) predictions.bin(rul)});
  }

  /** A comparison of readings with the training data's. */
  public ReferenceComparison compareSensors(int window) {
    return new ReferenceComparison(
        conditions.stream().map(ReferenceCondition::sensors).toList(), window);
  }

  /** A comparison of predictions with those for the training data. */
  public ReferenceComparison comparePredictions(int window) {
    return new ReferenceComparison(List.of(List.of(predictions)), window);
  }
}
