package io.harbinger.console.live;

/**
 * Counters that grow when something of the kind changes, so that a page knows when to ask again.
 *
 * @param alerts alerts and acknowledgements
 * @param maintenance what people reported
 * @param deadLetters dead letters
 */
public record Revisions(long alerts, long maintenance, long deadLetters) {}
