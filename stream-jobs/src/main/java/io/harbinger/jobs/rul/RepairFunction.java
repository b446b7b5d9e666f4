package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.UnreadableRecordException;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people report and hands on what ends an alert: repairs and replacements. What ends a
 * run, failures too, leaves by {@link #ENDS}; what cannot be read is a dead letter, by {@link
 * OutcomeFunction#DEAD_LETTERS}.
 */
final class RepairFunction extends ProcessFunction<RawWindow, MaintenanceEvent> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  static final OutputTag<MaintenanceEvent> ENDS = new OutputTag<>("ends", RulTypes.REPORT);

  private transient @Nullable ContractCodec<MaintenanceEvent> codec;
  private transient @Nullable DeadLetterCounters deadLetters;

  @Override
  public void open(OpenContext context) {
    codec = ContractCodec.of(MaintenanceEvent.class);
    deadLetters = new DeadLetterCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(RawWindow record, Context context, Collector<MaintenanceEvent> out) {
    MaintenanceEvent report;
    try {
      report = Objects.requireNonNull(codec).decode(record.value());
    } catch (UnreadableRecordException e) {
      giveUp(DeadLetters.of(record, e.reason(), String.valueOf(e.getMessage())), context);
      return;
    }
    if (report.getAsset().isBlank()) {
      giveUp(
          DeadLetters.of(
              record,
              DeadLetterReason.MISSING_ASSET,
              "a report without an asset (expected the machine's name)"),
          context);
      return;
    }
    switch (report.getKind()) {
      case REPAIRED, REPLACED -> {
        out.collect(report);
        context.output(ENDS, report);
      }
      case FAILED -> context.output(ENDS, report);
      case ACKNOWLEDGED, UNKNOWN -> {
        // Nothing that anybody here goes by.
      }
    }
  }

  private void giveUp(DeadLetter letter, Context context) {
    Objects.requireNonNull(deadLetters).count(letter);
    context.output(OutcomeFunction.DEAD_LETTERS, letter);
  }
}
