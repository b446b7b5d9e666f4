package io.harbinger.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.platform.observation.AssetRun;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FailureReportsTest {

  @Test
  void aFailureIsReportedWithItsRunAndCycleAndTheSameIdEachTime() {
    EngineFailure failure = new EngineFailure(new AssetRun("engine-003", 7), 211);

    MaintenanceEvent event = FailureReports.event(failure, Instant.EPOCH);

    assertThat(event.getKind()).isEqualTo(MaintenanceKind.FAILED);
    assertThat(event.getAsset()).isEqualTo("engine-003");
    assertThat(event.getRun()).isEqualTo(7);
    assertThat(event.getCycle()).isEqualTo(211);
    assertThat(event.getId()).isEqualTo("engine-003/7/FAILED");
    assertThat(FailureReports.event(failure, Instant.now()).getId()).isEqualTo(event.getId());
  }
}
