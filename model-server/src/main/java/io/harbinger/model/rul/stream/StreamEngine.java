package io.harbinger.model.rul.stream;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A network with its weights in an engine's memory. Owns that memory until it is closed;
 * thread-safe but for {@link #close()}, which must come after the last call.
 */
interface StreamEngine extends AutoCloseable {

  /**
   * Reads machines on from their states.
   *
   * @param scratch holds in slot 0 the features (time, batch, features), then in a slot each the
   *     states of the layers (members, batch, units), all row-major; an engine may write over them
   * @param time steps, at least one
   * @param batch machines, at least one
   */
  Told tell(StreamScratch scratch, int time, int batch);

  /**
   * What all members together say.
   *
   * @param told (time, batch, outputs), row-major: the mean RUL in cycles, the mean lower and upper
   *     end of the interval as trained in cycles, the mean logits
   * @param layers the states after the last step, one (members, batch, units) a layer, row-major;
   *     valid until the scratch is used again
   */
  record Told(float[] told, List<FloatBuffer> layers) {}

  /**
   * How each machine's estimate after its last reading depends on each of its features: the
   * gradient of the mean RUL in cycles, of machines that are read from their first step on.
   *
   * @param scratch holds in slot 0 the features (time, batch, features), row-major
   * @param time steps, at least one
   * @param batch machines, at least one
   * @return (time, batch, features), row-major, in cycles a unit of the feature
   */
  float[] gradient(StreamScratch scratch, int time, int batch);

  /** The device that computes, by the same names for all engines. */
  String device();

  /** What it holds in native memory: as many after a call as before it, none once it is closed. */
  int held();

  @Override
  void close();
}
