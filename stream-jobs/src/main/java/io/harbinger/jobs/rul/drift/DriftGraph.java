package io.harbinger.jobs.rul.drift;

import io.harbinger.contract.RulPrediction;
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

  /** What a reading is in the bins of a reference. */
  public static final TypeInformation<DriftReading> READING = Types.POJO(DriftReading.class);

  private final DriftOptions options;
  private final ReferenceSource source;

  /** A graph that is not built yet. */
  public DriftGraph(DriftOptions options, ReferenceSource source) {
    this.options = options;
    this.source = source;
  }

  /**
   * Adds it.
   *
   * @param readings a sample of the windows' newest, in bins
   * @param predictions all of them
   */
  public void build(DataStream<DriftReading> readings, DataStream<RulPrediction> predictions) {
    compare(readings, Compared.SENSORS, "sensor-drift");
    compare(
        predictions
            .flatMap(new PredictionBins(source, options.every()), READING)
            .name("drift-predictions")
            .uid("drift-predictions"),
        Compared.PREDICTIONS,
        "prediction-drift");
  }

  private void compare(DataStream<DriftReading> readings, Compared compared, String name) {
    readings
        .process(new DriftMeter(source, options, compared), READING)
        .name(name)
        .uid(name)
        .forceNonParallel();
  }
}
