package io.harbinger.source.simulation;

import java.util.random.RandomGenerator;

/**
 * How one engine wears.
 *
 * <p>The high-pressure compressor loses efficiency and flow. What counts for failure is their joint
 * effect on the margin left, the <em>loss</em>: 0 is the average new engine, and at {@link
 * #FAILURE} the margin is used up. Which of the two prevails is the <em>balance</em>: it hardly
 * touches the margin, but drives the core speed up or down.
 *
 * <p>Form: initial wear plus growth exp(a t^b) - 1 (Saxena, Goebel, Simon and Eklund, "Damage
 * Propagation Modeling for Aircraft Engine Run-to-Failure Simulation", PHM 2008), here with a =
 * scale^-b. Constants: fitted to the training engines of FD001.
 *
 * @param initialLoss loss before the first cycle
 * @param initialBalance balance before the first cycle
 * @param scale time scale of the growth in cycles, the inverse of its rate
 * @param balancePerLoss how much the balance moves for each unit of loss, constant over a life
 */
record Wear(double initialLoss, double initialBalance, double scale, double balancePerLoss) {

  /** Loss at which an engine fails. */
  static final double FAILURE = 1.035;

  /** In cycles; no training engine of the four subsets failed sooner. */
  static final int SHORTEST_LIFE = 128;

  private static final double AMPLITUDE = 0.07;

  /** The middle of the published range 1.4 to 1.6. */
  private static final double EXPONENT = 1.5;

  private static final double LARGEST_INITIAL_LOSS = 0.30;
  private static final double INITIAL_BALANCE_PER_LOSS = -1.18;
  private static final double LARGEST_OWN_BALANCE = 0.19;
  private static final double LOG_SCALE_MEAN = 4.632;
  private static final double LOG_SCALE_DEVIATION = 0.207;
  private static final double LEAST_BALANCE_PER_LOSS = -1.13;
  private static final double GREATEST_BALANCE_PER_LOSS = 2.12;

  /** Refuses what never wears or has no life. */
  Wear {
    if (!(scale > 0) || !(initialLoss < FAILURE)) {
      throw new IllegalArgumentException(
          "scale %s cycles, initial loss %s (expected a scale above 0, a loss below %s)"
              .formatted(scale, initialLoss, FAILURE));
    }
  }

  /** An engine of the fleet; one that would fail before the shortest life is drawn again. */
  static Wear random(RandomGenerator random) {
    Wear wear;
    do {
      double initialLoss = random.nextDouble(-LARGEST_INITIAL_LOSS, LARGEST_INITIAL_LOSS);
      double ownBalance = random.nextDouble(-LARGEST_OWN_BALANCE, LARGEST_OWN_BALANCE);
      double share = random.nextDouble();
      wear =
          new Wear(
              initialLoss,
              INITIAL_BALANCE_PER_LOSS * initialLoss + ownBalance,
              Math.exp(LOG_SCALE_MEAN + LOG_SCALE_DEVIATION * random.nextGaussian()),
              LEAST_BALANCE_PER_LOSS
                  + (GREATEST_BALANCE_PER_LOSS - LEAST_BALANCE_PER_LOSS) * share * share);
    } while (wear.life() < SHORTEST_LIFE);
    return wear;
  }

  /** Loss at a cycle; it never falls. */
  double loss(int cycle) {
    return initialLoss + growth(cycle);
  }

  /** Balance at a cycle. */
  double balance(int cycle) {
    return initialBalance + balancePerLoss * growth(cycle);
  }

  /** The cycle in which the engine fails, its last. */
  int life() {
    double growth = FAILURE - initialLoss;
    return (int) Math.ceil(scale * Math.pow(Math.log1p(growth / AMPLITUDE), 1 / EXPONENT));
  }

  private double growth(int cycle) {
    return AMPLITUDE * Math.expm1(Math.pow(cycle / scale, EXPONENT));
  }
}
