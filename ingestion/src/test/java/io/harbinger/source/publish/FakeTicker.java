package io.harbinger.source.publish;

import java.util.function.LongUnaryOperator;

/** Time that passes only by parking, exactly or as a test wants it. */
final class FakeTicker implements Ticker {

  private final LongUnaryOperator parking;
  private long now;

  FakeTicker() {
    this(nanos -> nanos);
  }

  /**
   * @param parking how much time passes when so many nanoseconds are asked for
   */
  FakeTicker(LongUnaryOperator parking) {
    this.parking = parking;
    // An arbitrary origin, as System.nanoTime has.
    now = -7_000_000_000L;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void park(long nanos) {
    now += parking.applyAsLong(nanos);
  }

  void pass(long nanos) {
    now += nanos;
  }
}
