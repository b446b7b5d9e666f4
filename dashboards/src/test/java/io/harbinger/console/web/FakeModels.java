package io.harbinger.console.web;

import io.harbinger.console.model.DecisionException;
import io.harbinger.console.model.ModelView;
import io.harbinger.console.model.ModelsSource;
import io.harbinger.console.model.Promotion;
import io.harbinger.console.model.QualityView;
import io.harbinger.console.model.Rollback;
import io.harbinger.console.model.ShadowView;
import io.harbinger.console.model.VersionRole;
import io.harbinger.console.model.VersionStanding;
import io.harbinger.console.model.VersionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A model rul-a whose version 2 serves, 3 is in its shadow and 4 is not sound. */
final class FakeModels implements ModelsSource {

  static final String REVISION = "2026-03-01T12:00:00Z";

  final List<Promotion> promotions = new ArrayList<>();
  final List<Rollback> rollbacks = new ArrayList<>();
  boolean readOnly;

  @Override
  public List<ModelView> models() {
    return List.of(
        new ModelView(
            "rul-a",
            "version 2, version 3 in its shadow",
            REVISION,
            "Ada",
            Optional.of(Samples.NOW),
            "",
            List.of(
                version(4, VersionRole.NONE, 0, VersionStanding.FAILED, "sample.json is not whole"),
                version(3, VersionRole.SHADOW, 0, VersionStanding.WARMING, ""),
                version(2, VersionRole.SERVES, 1, VersionStanding.READY, "")),
            OptionalInt.of(1),
            "",
            true,
            Optional.of(new ShadowView(120, 1, 2, 50, 3, 4.5, 30, "cycles")),
            Optional.of(new QualityView(0.91, 12, 0.88, 0.31, "T50", 9, Double.NaN))));
  }

  private static VersionView version(
      int number, VersionRole role, double share, VersionStanding standing, String problem) {
    return new VersionView(
        String.valueOf(number),
        role,
        share,
        standing,
        problem,
        100,
        0,
        Map.of("rmseCapped", 11.8),
        Map.of("network", "Janet, 2 layers of 64"));
  }

  @Override
  public String promote(Promotion promotion) {
    if (!promotion.model().equals("rul-a")) {
      throw new DecisionException(
          DecisionException.Reason.UNKNOWN, "no model %s here".formatted(promotion.model()));
    }
    if (promotion.version() > 4) {
      throw new DecisionException(
          DecisionException.Reason.UNKNOWN, "no version %d".formatted(promotion.version()));
    }
    if (promotion.version() == 4) {
      throw new DecisionException(
          DecisionException.Reason.REFUSED, "version 4 stays as it is: its sample has an RUL of 9");
    }
    if (readOnly) {
      throw new DecisionException(
          DecisionException.Reason.NOT_WRITTEN, "cannot write rul-a/serving.json");
    }
    promotions.add(promotion);
    return "rul-a: from now on version " + promotion.version();
  }

  @Override
  public String rollBack(Rollback rollback) {
    rollbacks.add(rollback);
    return "rul-a: from now on version 1";
  }
}
