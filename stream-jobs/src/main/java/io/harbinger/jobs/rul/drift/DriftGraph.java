package io.harbinger.jobs.rul.drift;

import io.harbinger.contract.RulPrediction;
import io.harbinger.jobs.rul.RawWindow;
import io.harbinger.model.rul.reference.BinnedReading;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The part of the RUL job that looks for drift: a sample of the windows, and of the predictions, is
 * put into the reference's bins where it is read, and compared in one subtask for the fleet. It
 * gives nothing but metrics. Its operators are there also where nothing is looked at, so that this
 * can be changed from one start to the next.
 */
public final class DriftGraph {

  private static final TypeInformation<BinnedReading> BINNED = Types.POJO(BinnedReading.class);

  private final DriftOptions options;
  private final ReferenceSource source;

  /** A graph that is not built yet. */
  public DriftGraph(DriftOptions options, ReferenceSource source) {
    this.options = options;
    this.source = source;
  }

  /** Adds it to the streams of windows, as they come, and of predictions. */
  public void build(DataStream<RawWindow> windows, DataStream<RulPrediction> predictions) {
    compare(
        windows
            .flatMap(new ReadingBins(source, options.every()), BINNED)
            .name("drift-readings")
            .uid("drift-readings"),
        Compared.SENSORS,
        "sensor-drift");
    compare(
        predictions
            .flatMap(new PredictionBins(source, options.every()), BINNED)
            .name("drift-predictions")
            .uid("drift-predictions"),
        Compared.PREDICTIONS,
        "prediction-drift");
  }

  private void compare(DataStream<BinnedReading> readings, Compared compared, String name) {
    readings
        .process(new DriftMeter(source, options, compared), BINNED)
        .name(name)
        .uid(name)
        .forceNonParallel();
  }
}
