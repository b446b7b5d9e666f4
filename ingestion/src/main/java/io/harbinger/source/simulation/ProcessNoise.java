package io.harbinger.source.simulation;

import java.util.random.RandomGenerator;

/**
 * How an engine's state in one flight differs from its trend: a mixture of two Gaussians, most
 * flights close by, a few farther away (Saxena et al., PHM 2008). All sensors of a flight share it.
 * It does not move the trend, so an engine's life is settled when it is new.
 *
 * <p>The two deviations together give the standard deviation that FD001's engines show beyond
 * measurement noise, 0.015 and 0.019; how it is split between them is judged.
 */
enum ProcessNoise {
  /** Of the margin's loss. */
  LOSS(0.010, 0.035),
  /** Of the wear's balance. */
  BALANCE(0.013, 0.044);

  private static final double FAR_SHARE = 0.1;

  private final double near;
  private final double far;

  ProcessNoise(double near, double far) {
    this.near = near;
    this.far = far;
  }

  double draw(RandomGenerator random) {
    double deviation = random.nextDouble() < FAR_SHARE ? far : near;
    return deviation * random.nextGaussian();
  }
}
