package io.harbinger.console.live;

/**
 * How many alerts stand.
 *
 * @param open raised and not cleared
 * @param critical of those, the critical ones
 * @param unacknowledged of those, the ones that no one looks after
 */
public record AlertCounts(int open, int critical, int unacknowledged) {}
