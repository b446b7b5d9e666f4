package io.harbinger.source.simulation;

/**
 * How one sensor answers to wear: a polynomial in the {@linkplain Wear loss and the balance}, and
 * noise, in the sensor's unit, rounded to the decimals that NASA's files print. Fitted to the
 * training engines of FD001 by least squares in which the last cycles weigh most.
 *
 * <p>Declared in the order of the data set's columns.
 */
enum Channel {
  /** Total temperature at fan inlet, degrees Rankine. */
  T2(518.67, 0, 0, 0, 0, 0, 2),
  /** Total temperature at LPC outlet, degrees Rankine. */
  T24(642.3831, 1.278, -0.026, 0.012, 0, 0.3013, 2),
  /** Total temperature at HPC outlet, degrees Rankine. */
  T30(1587.011, 15.17, 0.7, 0.37, 0, 3.994, 2),
  /** Total temperature at LPT outlet, degrees Rankine. */
  T50(1402.909, 25.74, -0.68, 0.15, 0, 4.011, 2),
  /** Pressure at fan inlet, psia. */
  P2(14.62, 0, 0, 0, 0, 0, 2),
  /** Total pressure in the bypass duct, psia. */
  P15(21.6072, 0.0034, 0, 0, 0, 0.001, 2),
  /** Total pressure at HPC outlet, psia. */
  P30(553.9387, -2.432, 0.245, 0.009, 0, 0.4065, 2),
  /** Physical fan speed, rpm. */
  NF(2388.0586, 0.1485, -0.0978, 0.0376, 0.0233, 0.0302, 2),
  /** Physical core speed, rpm. */
  NC(9056.127, 41.28, 49.65, 5.0, 1.41, 4.007, 2),
  /** Engine pressure ratio P50/P2. */
  EPR(1.30, 0, 0, 0, 0, 0, 2),
  /** Static pressure at HPC outlet, psia. */
  PS30(47.3593, 0.779, -0.0523, 0.0156, 0, 0.1008, 2),
  /** Ratio of fuel flow to Ps30, pps/psi. */
  PHI(521.8998, -2.0705, 0.234, 0.014, 0, 0.2985, 2),
  /** Corrected fan speed, rpm. */
  NRF(2388.0575, 0.1512, -0.0983, 0.037, 0.0224, 0.0303, 2),
  /** Corrected core speed, rpm. */
  NRC(8137.452, 29.09, 44.77, 4.72, 1.18, 2.987, 2),
  /** Bypass ratio. */
  BPR(8.4183, 0.1021, -0.0001, -0.0013, 0, 0.0201, 4),
  /** Burner fuel-air ratio. */
  FAR_B(0.03, 0, 0, 0, 0, 0, 2),
  /** Bleed enthalpy. */
  HT_BLEED(392.289, 3.973, 0.166, 0.125, 0, 0.902, 0),
  /** Demanded fan speed, rpm. */
  NF_DMD(2388, 0, 0, 0, 0, 0, 0),
  /** Demanded corrected fan speed, percent. */
  PCNFR_DMD(100.00, 0, 0, 0, 0, 0, 2),
  /** HPT coolant bleed, lbm/s. */
  W31(38.9288, -0.4806, 0.0072, -0.0018, 0, 0.1007, 2),
  /** LPT coolant bleed, lbm/s. */
  W32(23.3574, -0.2891, 0.0004, 0.0027, 0, 0.0601, 4);

  private final double healthy;
  private final double perLoss;
  private final double perBalance;
  private final double perProduct;
  private final double perSquaredBalance;
  private final double noise;
  private final int decimals;

  Channel(
      double healthy,
      double perLoss,
      double perBalance,
      double perProduct,
      double perSquaredBalance,
      double noise,
      int decimals) {
    this.healthy = healthy;
    this.perLoss = perLoss;
    this.perBalance = perBalance;
    this.perProduct = perProduct;
    this.perSquaredBalance = perSquaredBalance;
    this.noise = noise;
    this.decimals = decimals;
  }

  /**
   * A measurement.
   *
   * @param gaussian a draw from the standard normal distribution
   */
  double measure(double loss, double balance, double gaussian) {
    double value =
        healthy
            + perLoss * loss
            + perBalance * balance
            + perProduct * loss * balance
            + perSquaredBalance * balance * balance;
    return Decimals.round(value + noise * gaussian, decimals);
  }
}
