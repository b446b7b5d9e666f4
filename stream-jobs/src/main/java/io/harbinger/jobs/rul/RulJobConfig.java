package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.jobs.rul.coverage.CoverageOptions;
import io.harbinger.jobs.rul.drift.DriftOptions;
import io.harbinger.server.ServingOptions;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that can be set of the RUL job.
 *
 * @param bootstrapServers of Kafka, {@code host:port[,host:port]}
 * @param topics in and out
 * @param groupId of the consumer; its committed offsets are where a job without state begins
 * @param modelDirectory as the task managers see it: a model's version directory or its parent
 * @param form how the model reads a machine
 * @param parallelism subtasks of each operator; more than the windows topic has partitions idle
 * @param inference how the model server is asked
 * @param streaming how windows are gathered for a model that reads step by step
 * @param serving how the model server serves the model, where the job gets it from the JVM's
 * @param delivery how results become visible
 * @param thresholds of the alert policy
 * @param coverage how intervals are judged by failures and adapted
 * @param drift how readings are compared with those that the model was trained on
 * @param consumerProperties more of Kafka's consumer settings, security for instance
 * @param producerProperties more of Kafka's producer settings
 */
public record RulJobConfig(
    String bootstrapServers,
    RulTopics topics,
    String groupId,
    String modelDirectory,
    ModelForm form,
    int parallelism,
    InferenceOptions inference,
    StreamingOptions streaming,
    ServingOptions serving,
    DeliveryOptions delivery,
    AlertThresholds thresholds,
    CoverageOptions coverage,
    DriftOptions drift,
    Map<String, String> consumerProperties,
    Map<String, String> producerProperties)
    implements Serializable {

  /** Refuses what cannot work, and copies the properties. */
  public RulJobConfig {
    if (bootstrapServers.isBlank() || !bootstrapServers.contains(":")) {
      throw new IllegalArgumentException(
          "bootstrap servers '%s' (expected host:port[,host:port])".formatted(bootstrapServers));
    }
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("an empty consumer group (expected a name)");
    }
    if (modelDirectory.isBlank()) {
      throw new IllegalArgumentException(
          "an empty model directory (expected a path, for instance models/rul-fd001)");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "a parallelism of " + parallelism + " (expected at least 1)");
    }
    consumerProperties = new TreeMap<>(consumerProperties);
    producerProperties = new TreeMap<>(producerProperties);
  }

  /**
   * A configuration from the arguments of the job's main class.
   *
   * @throws IllegalArgumentException at what is missing, unknown or impossible
   */
  public static RulJobConfig parse(List<String> arguments) {
    return RulJobArguments.parse(arguments.toArray(String[]::new));
  }

  /** What {@link #parse} takes, for people. */
  public static String help() {
    return RulJobArguments.HELP;
  }

  /** The defaults: everything but where Kafka and the model are. */
  public static RulJobConfig of(String bootstrapServers, String modelDirectory) {
    return new RulJobConfig(
        bootstrapServers,
        RulTopics.defaults(),
        "harbinger-rul",
        modelDirectory,
        ModelForm.BY_DIRECTORY,
        1,
        InferenceOptions.defaults(),
        StreamingOptions.defaults(),
        ServingOptions.defaults(),
        DeliveryOptions.defaults("harbinger-rul"),
        AlertThresholds.defaults(),
        CoverageOptions.defaults(),
        DriftOptions.defaults(),
        Map.of(),
        Map.of());
  }

  /** The same with other topics. */
  public RulJobConfig withTopics(RulTopics other) {
    return new RulJobConfig(
        bootstrapServers,
        other,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with another consumer group. */
  public RulJobConfig withGroupId(String other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        other,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with another parallelism. */
  public RulJobConfig withParallelism(int other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        other,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with a model of another form. */
  public RulJobConfig withForm(ModelForm other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        other,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with windows gathered otherwise. */
  public RulJobConfig withStreaming(StreamingOptions other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        other,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with other inference options. */
  public RulJobConfig withInference(InferenceOptions other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        other,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same, with the model served otherwise. */
  public RulJobConfig withServing(ServingOptions other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        other,
        delivery,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with another delivery. */
  public RulJobConfig withDelivery(DeliveryOptions other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        other,
        thresholds,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with other alert thresholds. */
  public RulJobConfig withThresholds(AlertThresholds other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        other,
        coverage,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with intervals judged otherwise. */
  public RulJobConfig withCoverage(CoverageOptions other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        other,
        drift,
        consumerProperties,
        producerProperties);
  }

  /** The same with readings compared otherwise. */
  public RulJobConfig withDrift(DriftOptions other) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        other,
        consumerProperties,
        producerProperties);
  }

  /** The same with more of Kafka's own settings. */
  public RulJobConfig withKafkaProperties(
      Map<String, String> consumer, Map<String, String> producer) {
    return new RulJobConfig(
        bootstrapServers,
        topics,
        groupId,
        modelDirectory,
        form,
        parallelism,
        inference,
        streaming,
        serving,
        delivery,
        thresholds,
        coverage,
        drift,
        consumer,
        producer);
  }
}
