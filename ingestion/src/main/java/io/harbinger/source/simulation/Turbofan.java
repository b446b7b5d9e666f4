package io.harbinger.source.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One engine, from new to its failure. */
final class Turbofan {

  private static final double ALTITUDE_DEVIATION = 0.00219;
  private static final double MACH_RANGE = 0.0005;
  private static final double MACH_DEVIATION = 0.00004;
  private static final double THROTTLE = 100;
  private static final int SETTING_DECIMALS = 4;
  private static final List<Channel> CHANNELS = List.of(Channel.values());

  private final Wear wear;
  private final int life;
  private final RandomGenerator random;

  private Turbofan(Wear wear, RandomGenerator random) {
    this.wear = wear;
    this.life = wear.life();
    this.random = random;
  }

  /** An engine that keeps the random source for itself. */
  static Turbofan random(RandomGenerator random) {
    return new Turbofan(Wear.random(random), random);
  }

  /** Its last cycle. */
  int life() {
    return life;
  }

  /** A flight's altitude, Mach number and throttle resolver angle: near sea level, as in FD001. */
  List<Double> settings() {
    double altitude = ALTITUDE_DEVIATION * random.nextGaussian();
    double mach =
        random.nextDouble(-MACH_RANGE, MACH_RANGE) + MACH_DEVIATION * random.nextGaussian();
    return new ArrayList<>(
        List.of(
            Decimals.round(altitude, SETTING_DECIMALS),
            Decimals.round(mach, SETTING_DECIMALS),
            THROTTLE));
  }

  /** What the sensors say in a cycle; each call is a new measurement. */
  List<Double> sensors(int cycle) {
    double loss = wear.loss(cycle) + ProcessNoise.LOSS.draw(random);
    double balance = wear.balance(cycle) + ProcessNoise.BALANCE.draw(random);
    List<Double> sensors = new ArrayList<>(CHANNELS.size());
    for (Channel channel : CHANNELS) {
      sensors.add(channel.measure(loss, balance, random.nextGaussian()));
    }
    return sensors;
  }
}
