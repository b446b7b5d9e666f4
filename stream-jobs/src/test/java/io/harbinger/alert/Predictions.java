package io.harbinger.alert;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.RulPrediction;
import java.time.Instant;

/** Predictions as tests write them. */
public final class Predictions {
  static {
    ContractTrust.establish();
  }

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Predictions() {}

  /** A prediction whose probabilities agree with nothing being wrong. */
  public static RulPrediction of(String asset, long run, int cycle, double rul) {
    return of(asset, run, cycle, rul, 0, 0);
  }

  public static RulPrediction of(
      String asset, long run, int cycle, double rul, double within15, double within30) {
    return RulPrediction.newBuilder()
        .setId("%s/%d/%d/test/1".formatted(asset, run, cycle))
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setProbabilityWithin15(within15)
        .setProbabilityWithin30(within30)
        .setModel("test")
        .setVersion("1")
        .setReadingTimestamp(START.plusSeconds(run * 100_000 + cycle))
        .build();
  }
}
