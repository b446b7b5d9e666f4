package io.harbinger.cli.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What this process's threads have spent on the processors so far, in nanoseconds; what no living
 * Java thread accounts for is the Java machine's own: collecting and compiling.
 *
 * @param byThread by the thread's id
 * @param names of the threads
 * @param process all together
 */
public record CpuTimes(Map<Long, Long> byThread, Map<Long, String> names, long process) {

  private static final String MACHINE = "Java machine (collector, compiler)";

  /** As it is now. */
  public static CpuTimes now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Long, Long> times = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        times.put(thread.getThreadId(), threads.getThreadCpuTime(thread.getThreadId()));
        names.put(thread.getThreadId(), thread.getThreadName());
      }
    }
    long process =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    return new CpuTimes(times, names, process);
  }

  /**
   * Seconds on the processors since an earlier moment.
   *
   * @param component of a thread, by its name
   */
  public Map<String, Double> since(CpuTimes before, Function<String, String> component) {
    Map<String, Double> spent = new TreeMap<>();
    double told = 0;
    for (Map.Entry<Long, Long> thread : byThread.entrySet()) {
      long nanos = thread.getValue() - before.byThread().getOrDefault(thread.getKey(), 0L);
      double seconds = Math.max(0, nanos) / 1e9;
      told += seconds;
      spent.merge(component.apply(names.getOrDefault(thread.getKey(), "")), seconds, Double::sum);
    }
    double all = (process - before.process()) / 1e9;
    spent.put(MACHINE, Math.max(0, all - told));
    return spent;
  }
}
