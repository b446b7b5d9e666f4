package io.harbinger.cli.bench.stream;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.Topics;
import io.harbinger.contract.UnreadableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The job that one would write with Flink and DJL as their documentation shows: every record a
 * whole window, a predictor in a map function, each library with its defaults.
 */
final class PredictorJob {

  static {
    ContractTrust.establish();
  }

  private PredictorJob() {}

  static void build(
      StreamExecutionEnvironment env, String bootstrapServers, String module, int parallelism) {
    env.setParallelism(parallelism);
    env.enableCheckpointing(Duration.ofSeconds(1).toMillis());
    KafkaSource<SensorWindow> source =
        KafkaSource.<SensorWindow>builder()
            .setBootstrapServers(bootstrapServers)
            .setTopics(Topics.SENSOR_WINDOWS.topic())
            .setGroupId("predictor-job")
            .setProperty("isolation.level", "read_committed")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new Windows())
            .build();
    KafkaSink<RulPrediction> sink =
        KafkaSink.<RulPrediction>builder()
            .setBootstrapServers(bootstrapServers)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix("predictor-job")
            .setProperty("transaction.timeout.ms", "600000")
            .setRecordSerializer(new Predictions())
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "windows")
        .map(new PredictorFunction(module))
        .returns(new AvroTypeInfo<>(RulPrediction.class))
        .name("predict")
        .sinkTo(sink)
        .name("predictions");
  }

  private static final class Windows extends AbstractDeserializationSchema<SensorWindow> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable ContractCodec<SensorWindow> codec;

    Windows() {
      super((TypeInformation<SensorWindow>) new AvroTypeInfo<>(SensorWindow.class));
    }

    @Override
    public SensorWindow deserialize(byte[] message) throws IOException {
      if (codec == null) {
        codec = ContractCodec.of(SensorWindow.class);
      }
      try {
        return codec.decode(message);
      } catch (UnreadableRecordException e) {
        throw new IOException(e);
      }
    }
  }

  private static final class Predictions implements KafkaRecordSerializationSchema<RulPrediction> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable ContractCodec<RulPrediction> codec;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RulPrediction prediction, KafkaSinkContext context, @Nullable Long timestamp) {
      if (codec == null) {
        codec = ContractCodec.of(RulPrediction.class);
      }
      return new ProducerRecord<>(
          Topics.RUL_PREDICTIONS.topic(),
          prediction.getAsset().getBytes(StandardCharsets.UTF_8),
          codec.encode(prediction));
    }
  }
}
