package io.harbinger.source.simulation;

/**
 * How much of its life an engine has behind it when a staggered fleet starts: van der Corput's
 * sequence 0, 1/2, 1/4, 3/4, 1/8, ... Any number of engines is spread evenly, and an engine's share
 * does not depend on how many there are.
 */
final class Stagger {

  private static final double TWO_TO_32 = 0x1p32;

  private Stagger() {}

  static double fraction(int engine) {
    return Integer.toUnsignedLong(Integer.reverse(engine)) / TWO_TO_32;
  }
}
