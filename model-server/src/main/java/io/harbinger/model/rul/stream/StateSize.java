package io.harbinger.model.rul.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes that a streaming job keeps of each machine. They are read and written with every batch
 * of the machine's readings and are part of every checkpoint, so a model whose state is larger than
 * {@value #LIMIT} bytes is neither written nor served by a job.
 *
 * @param network the sizes that decide it
 * @param state bytes of a {@link StreamState}: the model's mark, the sensors' levels, the networks'
 *     numbers
 * @param job bytes that the job adds at most: which run and cycles the state is about, and {@value
 *     #REASONS} reasons with the names of their sensors
 */
public record StateSize(StreamNetworkConfig network, int state, int job) {

  /** The most bytes of a machine: 2 kB. */
  public static final int LIMIT = 2048;

  /** Reasons that a job keeps with the state. */
  public static final int REASONS = 3;

  /** Version, run, cycles, readings, and what is watched. */
  private static final int ABOUT_THE_MACHINE = 32;

  /** The length of a sensor's name and two numbers. */
  private static final int OF_A_REASON = Short.BYTES + 2 * Float.BYTES;

  /** Of a model. */
  public static StateSize of(StreamSpec spec) {
    return of(
        spec.network(),
        spec.features().sensors().stream()
            .map(sensor -> spec.channels().get(spec.settings() + 1 + sensor).name())
            .toList());
  }

  /**
   * Of a network that is to be.
   *
   * @param sensors names of the used sensors
   */
  public static StateSize of(StreamNetworkConfig network, List<String> sensors) {
    int numbers = new SensorLevels(sensors.size()).size() + network.stateSize();
    int longest =
        sensors.stream()
            .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElse(0);
    return new StateSize(
        network,
        Long.BYTES + numbers * Float.BYTES,
        ABOUT_THE_MACHINE + REASONS * (OF_A_REASON + longest));
  }

  /** All of it. */
  public int bytes() {
    return state + job;
  }

  /**
   * Refuses a state that is too large.
   *
   * @param limit bytes
   * @throws IllegalArgumentException that says by how much
   */
  public void require(int limit) {
    if (bytes() > limit) {
      throw new IllegalArgumentException(
          "the state of a machine would take %d bytes, %d more than the %d that it may: %d members of %s units are %d numbers of 4 bytes; take fewer members or units"
              .formatted(
                  bytes(),
                  bytes() - limit,
                  limit,
                  network.members(),
                  network.units(),
                  network.stateSize()));
    }
  }
}
