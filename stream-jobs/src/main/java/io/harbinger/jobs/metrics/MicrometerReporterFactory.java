package io.harbinger.jobs.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What Flink finds by its name and makes the reporter with. */
public final class MicrometerReporterFactory implements MetricReporterFactory {

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new MicrometerReporter(
        FlinkMeters.registry(properties.getProperty(FlinkMeters.TOKEN, "")));
  }
}
