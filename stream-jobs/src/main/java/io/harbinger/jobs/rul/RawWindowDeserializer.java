package io.harbinger.jobs.rul;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records as they are: an exception here would stop the job at the first bad one. */
final class RawWindowDeserializer implements KafkaRecordDeserializationSchema<RawWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawWindow> out) {
    out.collect(RawWindow.of(record));
  }

  @Override
  public TypeInformation<RawWindow> getProducedType() {
    return RulTypes.RAW_WINDOW;
  }
}
