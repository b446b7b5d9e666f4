package io.harbinger.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.platform.observation.AssetRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WarningsTest {

  private static final AssetRun FIRST = new AssetRun("engine", 1);
  private static final AssetRun SECOND = new AssetRun("engine", 2);

  @Test
  void anAlertCountsOnlyBeforeTheFailureOfItsOwnRun() {
    List<EngineFailure> failures =
        List.of(new EngineFailure(FIRST, 200), new EngineFailure(SECOND, 180));

    assertThat(Warnings.of(failures, Map.of(FIRST, 190))).isEqualTo(new Warnings(2, 1));
    assertThat(Warnings.of(failures, Map.of(FIRST, 200))).isEqualTo(new Warnings(2, 0));
    assertThat(Warnings.of(failures, Map.of(FIRST, 1, SECOND, 179))).isEqualTo(new Warnings(2, 2));
    assertThat(Warnings.of(failures, Map.of(new AssetRun("other", 1), 1)))
        .isEqualTo(new Warnings(2, 0));
  }
}
