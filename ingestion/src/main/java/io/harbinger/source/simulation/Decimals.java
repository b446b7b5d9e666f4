package io.harbinger.source.simulation;

/** Rounding to printed digits. */
final class Decimals {

  private Decimals() {}

  /** The double that the rounded value's decimal text reads as; never minus zero. */
  static double round(double value, int decimals) {
    double unit = Math.pow(10, decimals);
    return Math.rint(value * unit) / unit + 0.0;
  }
}
