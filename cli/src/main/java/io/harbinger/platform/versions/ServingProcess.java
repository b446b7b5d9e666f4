package io.harbinger.platform.versions;

import io.harbinger.console.model.QualityView;
import io.harbinger.console.model.ShadowView;
import io.harbinger.console.model.VersionRole;
import io.harbinger.model.ModelInfo;
import io.harbinger.server.ServedModel;
import io.harbinger.server.version.NameLease;
import io.harbinger.server.version.VersionState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;

/**
 * What this process, which serves a model to a job of its own, knows of it: from the lease, and
 * from the metrics that everybody else is told too.
 *
 * @param model as it is leased
 * @param registry where the model server and the job count
 */
record ServingProcess(ServedModel<?, ?> model, MeterRegistry registry) {

  private static final String JOB = "flink.taskmanager.job.task.operator.";
  private static final Map<String, VersionRole> ROLES =
      Map.of(
          "stable", VersionRole.SERVES, "canary", VersionRole.CANARY, "shadow", VersionRole.SHADOW);

  /** The version that answers. */
  ModelInfo info() {
    return model.info();
  }

  /** How its versions stand; empty where it serves one version's own directory. */
  Map<Integer, VersionState> states() {
    return model instanceof NameLease<?, ?> name ? name.states() : Map.of();
  }

  /** What a version is for right now, whatever was decided. */
  VersionRole role(int version) {
    return share(version)
        .map(
            gauge ->
                ROLES.getOrDefault(String.valueOf(gauge.getId().getTag("role")), VersionRole.NONE))
        .orElse(VersionRole.NONE);
  }

  /** The part of new requests that a version is to answer. */
  double shareOf(int version) {
    return share(version).map(Gauge::value).orElse(0.0);
  }

  private Optional<Gauge> share(int version) {
    return Optional.ofNullable(
        registry
            .find("harbinger.model.share")
            .tags("model", info().name(), "version", String.valueOf(version))
            .gauge());
  }

  /** What a version that is loaded computes in; empty where it is not loaded. */
  Optional<String> precision(String version) {
    return Optional.ofNullable(
            registry
                .find("harbinger.model.info")
                .tags("model", info().name(), "version", version)
                .gauge())
        .map(gauge -> String.valueOf(gauge.getId().getTag("precision")));
  }

  /** Requests of a version that ended so. */
  long requests(String version, String outcome) {
    return sum(
        "harbinger.inference.requests",
        "model",
        info().name(),
        "version",
        version,
        "outcome",
        outcome);
  }

  /** The comparison with the shadow; empty where there is nothing to tell. */
  Optional<ShadowView> shadow() {
    DistributionSummary disagreement =
        registry.find("harbinger.shadow.disagreement").tag("model", info().name()).summary();
    if (disagreement == null) {
      return Optional.empty();
    }
    long compared = copies("compared");
    String unit = disagreement.getId().getBaseUnit();
    return Optional.of(
        new ShadowView(
            compared,
            copies("dropped"),
            copies("failed"),
            copies("warming"),
            copies("skipped"),
            compared == 0 ? Double.NaN : disagreement.mean(),
            compared == 0 ? Double.NaN : disagreement.max(),
            unit == null ? "" : unit));
  }

  private long copies(String outcome) {
    return sum("harbinger.shadow.requests", "model", info().name(), "outcome", outcome);
  }

  private long sum(String counter, String... tags) {
    return (long)
        registry.find(counter).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** What the job tells of the intervals and of the sensors; empty where no job tells anything. */
  Optional<QualityView> quality() {
    if (registry.find(JOB + "intervalCoverage").gauge() == null) {
      return Optional.empty();
    }
    double drift = Double.NaN;
    String sensor = "";
    for (Gauge gauge : registry.find(JOB + "sensor.driftPsi").gauges()) {
      double index = gauge.value();
      if (Double.isFinite(index) && !(index <= drift)) {
        drift = index;
        sensor = String.valueOf(gauge.getId().getTag("sensor"));
      }
    }
    return Optional.of(
        new QualityView(
            gauge("intervalCoverage"),
            count("intervalCoverageRuns"),
            gauge("intervalCoverageNominal"),
            drift,
            sensor,
            count("driftRuns"),
            gauge("predictionDriftPsi")));
  }

  private double gauge(String name) {
    Gauge gauge = registry.find(JOB + name).gauge();
    return gauge == null ? Double.NaN : gauge.value();
  }

  private int count(String name) {
    double value = gauge(name);
    return Double.isFinite(value) ? (int) value : 0;
  }
}
