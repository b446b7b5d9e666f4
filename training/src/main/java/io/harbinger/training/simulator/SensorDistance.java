package io.harbinger.training.simulator;

/**
 * How far a sensor's distributions on real and on simulated engines lie apart.
 *
 * @param sensor its name
 * @param range cycles left
 * @param kolmogorovSmirnov largest difference of the distribution functions
 * @param wasserstein in standard deviations of the real engines in the same range
 * @param halvesKolmogorovSmirnov between the real engines of odd and of even number: what nothing
 *     but the choice of engines makes
 * @param halvesWasserstein likewise
 */
public record SensorDistance(
    String sensor,
    RulRange range,
    double kolmogorovSmirnov,
    double wasserstein,
    double halvesKolmogorovSmirnov,
    double halvesWasserstein) {

  static SensorDistance of(
      String name, int sensor, RulRange range, SensorTable real, SensorTable simulated) {
    double[] there = real.values(sensor, range);
    double[] here = simulated.values(sensor, range);
    double[] odd = real.values(sensor, range, engine -> engine % 2 == 0);
    double[] even = real.values(sensor, range, engine -> engine % 2 == 1);
    double unit = Spread.of(there).deviation();
    return new SensorDistance(
        name,
        range,
        Distance.kolmogorovSmirnov(there, here),
        Distance.wasserstein(there, here) / unit,
        Distance.kolmogorovSmirnov(odd, even),
        Distance.wasserstein(odd, even) / unit);
  }
}
