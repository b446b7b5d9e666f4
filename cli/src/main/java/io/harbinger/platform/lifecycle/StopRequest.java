package io.harbinger.platform.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wish to stop that any thread may utter and every thread may wait for; it stays uttered. */
public final class StopRequest {

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Asks to stop. */
  public void request() {
    requested.countDown();
  }

  /** Whether a stop was asked for. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for the wish, at most as long as given; true where it came. */
  public boolean await(Duration atMost) throws InterruptedException {
    return requested.await(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
  }
}
