package io.harbinger.training.conformal;

/** How the share of misses is divided between the interval's two sides. */
public enum Tails {
  /** Together: one score max(lower - y, y - upper), one offset for both ends (CQR). */
  JOINT,
  /** Half each: an offset an end, where errors of one side are larger; needs twice the engines. */
  SEPARATE
}
