package io.harbinger.source.publish;

/**
 * What one call published; every reading of it is acknowledged.
 *
 * @param end why it ended
 * @param readings how many reached the topic
 */
public record PublishReport(PublishEnd end, long readings) {}
