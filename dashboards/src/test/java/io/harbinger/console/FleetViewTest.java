package io.harbinger.console;

import static io.harbinger.contract.AlertKind.FAILURE_PREDICTED;
import static io.harbinger.contract.AlertKind.NO_DATA;
import static io.harbinger.contract.AlertSeverity.CRITICAL;
import static io.harbinger.contract.AlertSeverity.WARNING;
import static io.harbinger.contract.AlertStatus.CLEARED;
import static io.harbinger.contract.AlertStatus.RAISED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FleetViewTest {

  private final FleetView fleet = new FleetView();

  @Test
  void ordersByStateThenByLife() {
    fleet.accept(Fleet.prediction("healthy", 1, 50, 120));
    fleet.accept(Fleet.prediction("worn", 1, 50, 40));
    fleet.accept(Fleet.prediction("warned", 1, 50, 60));
    fleet.accept(Fleet.alert("warned", 1, FAILURE_PREDICTED, WARNING, RAISED));

    assertThat(fleet.worstFirst())
        .extracting(AssetView::asset)
        .containsExactly("warned", "worn", "healthy");
  }

  @Test
  void keepsTheNewestPredictionWhateverTheOrder() {
    fleet.accept(Fleet.prediction("engine", 1, 51, 30));
    fleet.accept(Fleet.prediction("engine", 1, 50, 31));

    assertThat(only().cycle()).isEqualTo(51);
  }

  @Test
  void anEscalationReplacesTheWarningAndAClearingEndsIt() {
    fleet.accept(Fleet.prediction("engine", 1, 50, 20));
    fleet.accept(Fleet.alert("engine", 1, FAILURE_PREDICTED, WARNING, RAISED));
    assertThat(only().state()).isEqualTo(AssetState.WARNING);
    fleet.accept(Fleet.alert("engine", 1, FAILURE_PREDICTED, CRITICAL, RAISED));
    assertThat(only().state()).isEqualTo(AssetState.CRITICAL);
    fleet.accept(Fleet.alert("engine", 1, FAILURE_PREDICTED, CRITICAL, CLEARED));
    assertThat(only().state()).isEqualTo(AssetState.OK);
  }

  @Test
  void anAlertMayComeBeforeItsPrediction() {
    fleet.accept(Fleet.alert("engine", 1, FAILURE_PREDICTED, WARNING, RAISED));
    assertThat(fleet.worstFirst()).isEmpty();
    fleet.accept(Fleet.prediction("engine", 1, 50, 20));
    assertThat(only().state()).isEqualTo(AssetState.WARNING);
  }

  @Test
  void aNewRunBeginsWithoutTheOldAlert() {
    fleet.accept(Fleet.prediction("engine", 1, 200, 1));
    fleet.accept(Fleet.alert("engine", 1, FAILURE_PREDICTED, CRITICAL, RAISED));
    fleet.accept(Fleet.prediction("engine", 2, 1, 125));
    assertThat(only().state()).isEqualTo(AssetState.OK);
    assertThat(only().run()).isEqualTo(2);
  }

  @Test
  void anOldRunsAlertDoesNotTouchTheNewRunsAlert() {
    fleet.accept(Fleet.prediction("engine", 2, 150, 10));
    fleet.accept(Fleet.alert("engine", 2, FAILURE_PREDICTED, CRITICAL, RAISED));
    fleet.accept(Fleet.alert("engine", 1, FAILURE_PREDICTED, CRITICAL, CLEARED));
    assertThat(only().state()).isEqualTo(AssetState.CRITICAL);
  }

  @Test
  void silenceShowsUntilDataResume() {
    fleet.accept(Fleet.prediction("engine", 1, 50, 100));
    fleet.accept(Fleet.alert("engine", 1, NO_DATA, WARNING, RAISED));
    assertThat(only().state()).isEqualTo(AssetState.NO_DATA);
    fleet.accept(Fleet.alert("engine", 1, NO_DATA, WARNING, CLEARED));
    assertThat(only().state()).isEqualTo(AssetState.OK);
  }

  private AssetView only() {
    assertThat(fleet.worstFirst()).hasSize(1);
    return fleet.worstFirst().get(0);
  }
}
