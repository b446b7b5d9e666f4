package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertPolicy;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.jobs.rul.coverage.CoverageGraph;
import io.harbinger.jobs.rul.coverage.CoverageOptions;
import io.harbinger.jobs.rul.drift.DriftGraph;
import io.harbinger.jobs.rul.drift.DriftReading;
import io.harbinger.jobs.rul.drift.ReferenceSource;
import io.harbinger.jobs.rul.memory.TurnRules;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.stream.StreamRulModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The RUL job's graph.
 *
 * <pre>
 * windows -> inference -> outcomes -> coverage -> predictions
 *                                \           \--> by asset: alert policy -> alerts
 *                                 \--> dead letters
 * reports -> repairs --> by asset: alert policy
 *                   \--> by asset: coverage
 *                   \--> dead letters
 * </pre>
 *
 * <p>{@link CoverageGraph} is what lies in coverage; {@link DriftGraph} hears windows and
 * predictions, and gives metrics alone.
 *
 * <p>With a model that reads windows, inference is an ordered asynchronous operator. With one that
 * reads step by step, it is by asset: a batch of windows at a time, the model's memory of each
 * asset in keyed state.
 *
 * <p>Windows lie in their topic by asset, nothing on the way reorders an asset's, and every output
 * is written under the asset's key: an asset's order is kept end to end. The uids name the state in
 * savepoints; never change one.
 */
public final class RulJob {

  static {
    ContractTrust.establish();
  }

  /** The job's name in Flink. */
  public static final String NAME = "harbinger-rul";

  /** Results are visible at a checkpoint, which does not wait for this. */
  private static final String LINGER_MS = "50";

  private static final String BATCH_BYTES = String.valueOf(128 * 1024);

  /**
   * Reads in larger pieces where there is much, and waits this long for them where there is not.
   */
  private static final String FETCH_BYTES = String.valueOf(64 * 1024);

  private static final String FETCH_WAIT_MS = "20";
  private static final String POLL_RECORDS = "2000";

  private RulJob() {}

  /** Adds the job to an environment, with the configured model from the JVM's model server. */
  public static void build(StreamExecutionEnvironment env, RulJobConfig config) {
    String directory = config.modelDirectory();
    switch (config.form().of(directory)) {
      case STREAMING ->
          build(
              env,
              config.withCoverage(ofModel(config.coverage(), Path.of(directory))),
              new SharedStreamModelSource(directory, config.serving()));
      case WINDOWED, BY_DIRECTORY ->
          build(env, config, new SharedRulModelSource(directory, config.serving()));
    }
  }

  /** What the model's own calibration says, where it can be looked into from here. */
  private static CoverageOptions ofModel(CoverageOptions options, Path directory) {
    if (!Files.isDirectory(directory)) {
      return options;
    }
    IntervalCalibration interval = StreamRulModel.spec(ModelDirectory.read(directory)).interval();
    return interval == null ? options : options.withModel(interval.nominal(), interval.cap());
  }

  /** Adds the job to an environment, with a model from anywhere that reads windows. */
  public static void build(
      StreamExecutionEnvironment env, RulJobConfig config, RulModelSource models) {
    configure(env, config);
    SingleOutputStreamOperator<RawWindow> windows = windows(env, config);
    SingleOutputStreamOperator<Either<RulPrediction, DeadLetter>> outcomes =
        AsyncDataStream.orderedWait(
                windows,
                new InferenceFunction(models, config.inference()),
                config.inference().timeout().toMillis(),
                TimeUnit.MILLISECONDS,
                config.inference().capacity())
            .returns(RulTypes.OUTCOME)
            .name("inference")
            .uid("inference");
    SingleOutputStreamOperator<RulPrediction> predictions = predictions(outcomes);
    drift(config, models, windows, predictions);
    outputs(env, config, predictions, given -> given.keyBy(RulPrediction::getAsset, Types.STRING));
  }

  /** Adds the job to an environment, with a model from anywhere that reads step by step. */
  public static void build(
      StreamExecutionEnvironment env, RulJobConfig config, StreamModelSource models) {
    configure(env, config);
    SingleOutputStreamOperator<RawWindow> windows = windows(env, config);
    TurnRules rules =
        new TurnRules(
            config.thresholds(), config.streaming().explainEvery(), config.inference().retries());
    SingleOutputStreamOperator<Either<RulPrediction, DeadLetter>> outcomes =
        byAsset(windows, config)
            .transform(
                "inference",
                RulTypes.OUTCOME,
                new StreamInferenceOperator(models, config.inference(), config.streaming(), rules))
            .uid("stream-inference");
    SingleOutputStreamOperator<RulPrediction> predictions = predictions(outcomes);
    drift(config, models, windows, predictions);
    // Each subtask has the assets of its own key groups already, and keeps them.
    outputs(
        env,
        config,
        predictions,
        given ->
            DataStreamUtils.reinterpretAsKeyedStream(given, RulPrediction::getAsset, Types.STRING));
  }

  /**
   * Kafka's partitions are no key groups of Flink's, so that windows must change places to lie with
   * their asset's state. A single subtask has all partitions and all key groups, and they need not.
   */
  private static KeyedStream<RawWindow, String> byAsset(
      SingleOutputStreamOperator<RawWindow> windows, RulJobConfig config) {
    return config.parallelism() == 1
        ? DataStreamUtils.reinterpretAsKeyedStream(windows, RawWindow::keyText, Types.STRING)
        : windows.keyBy(RawWindow::keyText, Types.STRING);
  }

  private static SingleOutputStreamOperator<RawWindow> windows(
      StreamExecutionEnvironment env, RulJobConfig config) {
    return env.fromSource(
            source(config, config.topics().windows()),
            WatermarkStrategy.noWatermarks(),
            "windows",
            RulTypes.RAW_WINDOW)
        .uid("windows");
  }

  private static SingleOutputStreamOperator<MaintenanceEvent> repairs(
      StreamExecutionEnvironment env, RulJobConfig config) {
    return env.fromSource(
            source(config, config.topics().reports()),
            WatermarkStrategy.noWatermarks(),
            "reports",
            RulTypes.RAW_WINDOW)
        .uid("reports")
        .process(new RepairFunction(), RulTypes.REPORT)
        .name("repairs")
        .uid("repairs");
  }

  private static void drift(
      RulJobConfig config,
      ModelSource<?, ?> models,
      SingleOutputStreamOperator<RawWindow> windows,
      SingleOutputStreamOperator<RulPrediction> predictions) {
    ReferenceSource source =
        new ReferenceSource(config.modelDirectory(), new LeasedVersion(models));
    SingleOutputStreamOperator<DriftReading> readings =
        windows
            .flatMap(new DriftReadings(source, config.drift().every()), DriftGraph.READING)
            .name("drift-readings")
            .uid("drift-readings");
    new DriftGraph(config.drift(), source).build(readings, predictions);
  }

  private static SingleOutputStreamOperator<RulPrediction> predictions(
      SingleOutputStreamOperator<Either<RulPrediction, DeadLetter>> outcomes) {
    return outcomes
        .process(new OutcomeFunction(), RulTypes.PREDICTION)
        .name("outcomes")
        .uid("outcomes");
  }

  private static void outputs(
      StreamExecutionEnvironment env,
      RulJobConfig config,
      SingleOutputStreamOperator<RulPrediction> predictions,
      Function<DataStream<RulPrediction>, KeyedStream<RulPrediction, String>> byAsset) {
    SingleOutputStreamOperator<MaintenanceEvent> repairs = repairs(env, config);
    SingleOutputStreamOperator<RulPrediction> given =
        new CoverageGraph(
                config.coverage(),
                RulTypes.PREDICTION,
                repairs.getSideOutput(RepairFunction.ENDS),
                byAsset)
            .build(predictions);
    SingleOutputStreamOperator<MaintenanceAlert> alerts =
        byAsset
            .apply(given)
            .connect(repairs.keyBy(MaintenanceEvent::getAsset, Types.STRING))
            .process(new AlertFunction(new AlertPolicy(config.thresholds())), RulTypes.ALERT)
            .name("alert-policy")
            .uid("alert-policy");

    RulTopics topics = config.topics();
    given
        .sinkTo(
            sink(
                config,
                "predictions",
                topics.predictions(),
                RulPrediction.class,
                prediction -> utf8(prediction.getAsset())))
        .name("predictions")
        .uid("predictions");
    predictions
        .getSideOutput(OutcomeFunction.DEAD_LETTERS)
        .union(repairs.getSideOutput(OutcomeFunction.DEAD_LETTERS))
        .sinkTo(
            sink(
                config,
                "dead-letters",
                topics.deadLetters(),
                DeadLetter.class,
                letter -> bytes(letter.getKey())))
        .name("dead-letters")
        .uid("dead-letters");
    alerts
        .sinkTo(
            sink(
                config,
                "alerts",
                topics.alerts(),
                MaintenanceAlert.class,
                alert -> utf8(alert.getAsset())))
        .name("alerts")
        .uid("alerts");
  }

  private static void configure(StreamExecutionEnvironment env, RulJobConfig config) {
    Configuration settings = new Configuration();
    // A type that would need Kryo is refused when the job is built, not found out in production.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.NAME, NAME);
    // No operator of ours changes a record that it got or keeps one that it gave.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    env.configure(settings);
    env.setParallelism(config.parallelism());
    env.enableCheckpointing(
        config.delivery().checkpointInterval().toMillis(),
        config.delivery().guarantee() == DeliveryGuarantee.EXACTLY_ONCE
            ? CheckpointingMode.EXACTLY_ONCE
            : CheckpointingMode.AT_LEAST_ONCE);
  }

  private static KafkaSource<RawWindow> source(RulJobConfig config, String topic) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    properties.putAll(config.consumerProperties());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return KafkaSource.<RawWindow>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setTopics(topic)
        .setGroupId(config.groupId())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setProperties(properties)
        .setDeserializer(new RawWindowDeserializer())
        .build();
  }

  private static <T extends SpecificRecordBase> KafkaSink<T> sink(
      RulJobConfig config, String name, String topic, Class<T> type, KeyedRecords.Key<T> key) {
    DeliveryOptions delivery = config.delivery();
    Properties properties = new Properties();
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.putAll(config.producerProperties());
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        String.valueOf(delivery.transactionTimeout().toMillis()));
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setBootstrapServers(config.bootstrapServers())
            .setKafkaProducerConfig(properties)
            .setRecordSerializer(new KeyedRecords<>(topic, type, key))
            .setDeliveryGuarantee(delivery.guarantee());
    if (delivery.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      sink.setTransactionalIdPrefix(delivery.transactionPrefix() + "-" + name);
    }
    return sink.build();
  }

  private static byte[] utf8(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer key) {
    if (key == null) {
      return null;
    }
    byte[] bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    return bytes;
  }
}
