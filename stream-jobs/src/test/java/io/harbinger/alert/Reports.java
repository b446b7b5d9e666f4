package io.harbinger.alert;

import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people report, as tests write it. */
public final class Reports {

  private Reports() {}

  /** A report of a machine in a run of it; null where the run is not known. */
  public static MaintenanceEvent of(
      MaintenanceKind kind, String asset, @Nullable Long run, Instant time) {
    return MaintenanceEvent.newBuilder()
        .setId("%s/%s/%s".formatted(asset, kind, time))
        .setAsset(asset)
        .setRun(run)
        .setKind(kind)
        .setBy("Ada")
        .setTime(time)
        .build();
  }
}
