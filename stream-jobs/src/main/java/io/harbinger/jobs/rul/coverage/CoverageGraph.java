package io.harbinger.jobs.rul.coverage;

import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The part of the RUL job that judges intervals by failures.
 *
 * <pre>
 * predictions --------------------------------------------> adapt --> predictions as given
 *      \--> by asset: judge -> one subtask: learn -> all: /             |
 * reports -/-------------------------------------> by asset: judge <----/
 *                                                        \--> one subtask: coverage
 * </pre>
 *
 * <p>A graph of Flink's has no way back, so what an interval teaches is found from the model's own
 * interval, before it is adapted, by a second judge: no prediction depends on itself.
 *
 * <p>Every operator is there whether intervals are adapted or not, so that this can be changed from
 * one start to the next without losing state; where they are not, no prediction passes the adapter.
 */
public final class CoverageGraph {

  private final CoverageOptions options;
  private final TypeInformation<RulPrediction> type;
  private final DataStream<MaintenanceEvent> ends;
  private final Function<DataStream<RulPrediction>, KeyedStream<RulPrediction, String>> byAsset;

  /**
   * A graph that is not built yet.
   *
   * @param type of a prediction
   * @param ends reports of failures, repairs and replacements
   * @param byAsset keys predictions by their asset
   */
  public CoverageGraph(
      CoverageOptions options,
      TypeInformation<RulPrediction> type,
      DataStream<MaintenanceEvent> ends,
      Function<DataStream<RulPrediction>, KeyedStream<RulPrediction, String>> byAsset) {
    this.options = options;
    this.type = type;
    this.ends = ends;
    this.byAsset = byAsset;
  }

  /** The predictions as they are to be given. */
  public SingleOutputStreamOperator<RulPrediction> build(
      SingleOutputStreamOperator<RulPrediction> predictions) {
    SingleOutputStreamOperator<Adaptation> learned =
        judged(predictions, "lessons", false)
            .process(new IntervalLearner(options), Types.POJO(Adaptation.class))
            .name("interval-learner")
            .uid("interval-learner")
            .forceNonParallel();
    DataStream<RulPrediction> adaptable =
        options.adapt() ? predictions : predictions.getSideOutput(new OutputTag<>("none", type));
    SingleOutputStreamOperator<RulPrediction> adapted =
        adaptable
            .connect(learned.broadcast(IntervalAdapter.IN_FORCE))
            .process(new IntervalAdapter(options.cap()), type)
            .name("interval-adapter")
            .uid("interval-adapter");
    SingleOutputStreamOperator<RulPrediction> given = options.adapt() ? adapted : predictions;
    judged(given, "judgements", true)
        .process(new CoverageMeter(options), Types.POJO(ModelCoverage.class))
        .name("interval-coverage")
        .uid("interval-coverage")
        .forceNonParallel();
    return given;
  }

  private SingleOutputStreamOperator<JudgedRun> judged(
      DataStream<RulPrediction> predictions, String name, boolean metered) {
    DataStream<RulPrediction> cuts =
        predictions.filter(options::isJudged).name(name + "-cuts").uid(name + "-cuts");
    return byAsset
        .apply(cuts)
        .connect(ends.keyBy(MaintenanceEvent::getAsset, Types.STRING))
        .process(new RunJudge(options, metered), Types.POJO(JudgedRun.class))
        .name(name)
        .uid(name);
  }
}
