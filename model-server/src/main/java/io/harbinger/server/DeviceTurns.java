package io.harbinger.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Who may compute on a device: so many executions at once, and the next goes to the model that has
 * used the device least, so that a busy model does not starve another. Thread-safe.
 *
 * <p>A worker is in line again only once its callbacks have run. Models of one worker each
 * therefore take turns; from two workers on, one is in line while another executes, and models get
 * equal time.
 *
 * <p>The time that counts is a model's own while it competes. One that comes back after a pause
 * begins where the others are, and cannot claim what it left unused (start-time fair queueing,
 * Goyal, Vin and Cheng, 1996, with the real length of an execution for its cost).
 */
final class DeviceTurns {

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** In the order of their arrival. */
  private final List<Claim> claims = new ArrayList<>();

  private int free;

  /** What the model of the newest turn had used when it got it. */
  private long virtualTime;

  DeviceTurns(int atOnce, LongSupplier nanoTime) {
    this.free = atOnce;
    this.nanoTime = nanoTime;
  }

  /** A model that will compete; its workers share what it has used. */
  Share join() {
    return new Share();
  }

  /** Workers that wait for a turn now. */
  int waiting() {
    lock.lock();
    try {
      return claims.size();
    } finally {
      lock.unlock();
    }
  }

  private void grant() {
    while (free > 0 && !claims.isEmpty()) {
      Claim best = claims.get(0);
      for (Claim claim : claims) {
        if (claim.share.used - best.share.used < 0) {
          best = claim;
        }
      }
      claims.remove(best);
      begin(best.share);
      best.granted = true;
      changed.signalAll();
    }
  }

  private void begin(Share share) {
    free--;
    share.running++;
    virtualTime = share.used;
  }

  /** One waiting worker. Guarded by the lock. */
  private static final class Claim {
    private final Share share;
    private boolean granted;

    Claim(Share share) {
      this.share = share;
    }
  }

  /** What one model has used. */
  final class Share {

    private long used;
    private int running;
    private int claiming;
    private boolean closed;

    private Share() {}

    /** The turns of one worker, which is the only one to call it. */
    Turn turn() {
      return new Turn(this);
    }

    /** Lets everyone of this model go on without a turn: a model that closes waits for no other. */
    void close() {
      lock.lock();
      try {
        closed = true;
        claims.removeIf(claim -> claim.share == this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** A worker's turn: taken, used and given back, again and again. Of one thread. */
  final class Turn {

    private final Share share;
    private boolean held;
    private long begunAt;
    private long waited;

    private Turn(Share share) {
      this.share = share;
    }

    /** Waits for a turn; does nothing while it is held, or once the model closes. */
    void take() {
      lock.lock();
      try {
        if (held || share.closed) {
          return;
        }
        if (share.running == 0 && share.claiming == 0 && virtualTime - share.used > 0) {
          share.used = virtualTime;
        }
        long claimedAt = nanoTime.getAsLong();
        Claim claim = new Claim(share);
        claims.add(claim);
        share.claiming++;
        grant();
        while (!claim.granted && !share.closed) {
          changed.awaitUninterruptibly();
        }
        share.claiming--;
        held = claim.granted;
        begunAt = nanoTime.getAsLong();
        waited = begunAt - claimedAt;
      } finally {
        lock.unlock();
      }
    }

    /** Nanoseconds that the newest turn was waited for. */
    long waited() {
      return waited;
    }

    /** Gives a held turn back, and counts what was used. */
    void giveBack() {
      lock.lock();
      try {
        if (!held) {
          return;
        }
        held = false;
        share.running--;
        share.used += nanoTime.getAsLong() - begunAt;
        free++;
        grant();
      } finally {
        lock.unlock();
      }
    }
  }
}
