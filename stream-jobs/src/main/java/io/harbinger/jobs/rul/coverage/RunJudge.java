package io.harbinger.jobs.rul.coverage;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Remembers an asset's intervals and judges them once the asset has failed; by asset. Its first
 * input has only predictions whose intervals are to be judged.
 *
 * <p>A failure counts with its cycle; one without, a repair and a replacement tell no remaining
 * life, and the run's intervals are forgotten. Metrics, where asked for: {@code intervalRuns} by
 * {@code outcome}: judged, censored, unknown (nothing was remembered of the run).
 */
public final class RunJudge
    extends KeyedCoProcessFunction<String, RulPrediction, MaintenanceEvent, JudgedRun> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final CoverageOptions options;
  private final boolean metered;

  private transient @Nullable ValueState<RunBook> books;
  private transient @Nullable Counter judged;
  private transient @Nullable Counter censored;
  private transient @Nullable Counter unknown;

  /** A judge that registers metrics or not: two of one job would tell the same twice. */
  public RunJudge(CoverageOptions options, boolean metered) {
    this.options = options;
    this.metered = metered;
  }

  @Override
  public void open(OpenContext context) {
    books =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("run-book", Types.POJO(RunBook.class)));
    judged = counter("judged");
    censored = counter("censored");
    unknown = counter("unknown");
  }

  private Counter counter(String outcome) {
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    return metered
        ? metrics.addGroup("outcome", outcome).counter("intervalRuns")
        : new SimpleCounter();
  }

  @Override
  public void processElement1(RulPrediction prediction, Context context, Collector<JudgedRun> out)
      throws IOException {
    Double low = prediction.getRulLow();
    Double high = prediction.getRulHigh();
    if (low == null || high == null) {
      return;
    }
    GivenInterval interval =
        new GivenInterval(
            prediction.getModel(),
            prediction.getVersion(),
            prediction.getRun(),
            prediction.getCycle(),
            prediction.getRul(),
            low,
            high);
    settle(book().told(interval, options.cuts()), Long.MIN_VALUE, out);
  }

  @Override
  public void processElement2(MaintenanceEvent report, Context context, Collector<JudgedRun> out)
      throws IOException {
    RunBook book = book();
    long now = context.timerService().currentProcessingTime();
    Optional<RunEnd> end = end(report, book, now);
    if (end.isEmpty()) {
      return;
    }
    context.timerService().registerProcessingTimeTimer(now + options.patience().toMillis());
    settle(book.ended(end.get()), Long.MIN_VALUE, out);
  }

  private Optional<RunEnd> end(MaintenanceEvent report, RunBook book, long now) {
    Long reported = report.getRun();
    long run = reported != null ? reported : book.newestRun();
    if (run < 0) {
      Objects.requireNonNull(unknown).inc();
      return Optional.empty();
    }
    Integer reportedCycle = report.getCycle();
    int cycle = reportedCycle != null ? reportedCycle : RunEnd.UNKNOWN;
    return switch (report.getKind()) {
      case FAILED -> Optional.of(new RunEnd(run, cycle, reportedCycle != null, now));
      case REPLACED, REPAIRED -> Optional.of(new RunEnd(run, cycle, false, now));
      case ACKNOWLEDGED, UNKNOWN -> Optional.empty();
    };
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<JudgedRun> out)
      throws IOException {
    settle(book(), timestamp - options.patience().toMillis(), out);
  }

  private RunBook book() throws IOException {
    RunBook book = Objects.requireNonNull(books).value();
    return book == null ? RunBook.EMPTY : book;
  }

  private void settle(RunBook book, long heardBefore, Collector<JudgedRun> out) throws IOException {
    RunBook.Settlement settled = book.settle(options.every(), options.cap(), heardBefore);
    Objects.requireNonNull(judged).inc(settled.judged().size());
    Objects.requireNonNull(censored).inc(settled.censored());
    Objects.requireNonNull(unknown).inc(settled.unknown());
    settled.judged().forEach(out::collect);
    if (settled.book().isEmpty()) {
      Objects.requireNonNull(books).clear();
    } else {
      Objects.requireNonNull(books).update(settled.book());
    }
  }
}
