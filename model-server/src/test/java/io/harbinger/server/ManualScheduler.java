package io.harbinger.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is scheduled until a test says that the time has come. */
final class ManualScheduler extends ScheduledThreadPoolExecutor {

  private final List<Runnable> tasks = new ArrayList<>();
  private final List<Long> delays = new ArrayList<>();

  ManualScheduler() {
    super(0);
  }

  @Override
  public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    tasks.add(task);
    delays.add(unit.toNanos(delay));
    return super.schedule(() -> {}, 1, TimeUnit.DAYS);
  }

  synchronized List<Long> delays() {
    return List.copyOf(delays);
  }

  /** Runs everything scheduled so far, in order. */
  void elapse() {
    List<Runnable> due;
    synchronized (this) {
      due = List.copyOf(tasks);
      tasks.clear();
    }
    due.forEach(Runnable::run);
  }
}
