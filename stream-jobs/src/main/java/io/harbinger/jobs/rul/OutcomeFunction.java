package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.RulPrediction;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Parts predictions from dead letters and counts both.
 *
 * <p>Metrics: {@code predictions} by model and version, {@code deadLetters} by reason, and {@code
 * readingToPredictionMillis}, the time from the newest reading's record to its prediction, before
 * the commit makes it visible.
 */
final class OutcomeFunction
    extends ProcessFunction<Either<RulPrediction, DeadLetter>, RulPrediction> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", RulTypes.DEAD_LETTER);

  private static final int LATENCY_SAMPLES = 1000;

  private transient @Nullable Map<String, Counter> predictions;
  private transient @Nullable DeadLetterCounters deadLetters;
  private transient @Nullable Histogram latency;

  @Override
  public void open(OpenContext context) {
    predictions = new HashMap<>();
    deadLetters = new DeadLetterCounters(metrics());
    latency =
        metrics()
            .histogram(
                "readingToPredictionMillis", new DescriptiveStatisticsHistogram(LATENCY_SAMPLES));
  }

  @Override
  public void processElement(
      Either<RulPrediction, DeadLetter> outcome, Context context, Collector<RulPrediction> out) {
    if (outcome.isLeft()) {
      RulPrediction prediction = outcome.left();
      count(prediction);
      long now = context.timerService().currentProcessingTime();
      Objects.requireNonNull(latency).update(now - prediction.getReadingTimestamp().toEpochMilli());
      out.collect(prediction);
    } else {
      DeadLetter letter = outcome.right();
      Objects.requireNonNull(deadLetters).count(letter);
      context.output(DEAD_LETTERS, letter);
    }
  }

  private void count(RulPrediction prediction) {
    Objects.requireNonNull(predictions)
        .computeIfAbsent(
            prediction.getModel() + "/" + prediction.getVersion(),
            key ->
                metrics()
                    .addGroup("model", prediction.getModel())
                    .addGroup("version", prediction.getVersion())
                    .counter("predictions"))
        .inc();
  }

  private MetricGroup metrics() {
    return getRuntimeContext().getMetricGroup();
  }
}
