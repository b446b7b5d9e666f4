package io.harbinger.console.live;

import java.util.List;

/**
 * What has changed since the last time this was asked.
 *
 * @param rows the rows of the assets that changed
 * @param alerts how many stand now
 * @param deadLetters how many were read
 * @param revisions as they are now
 */
public record FleetChange(
    List<FleetRow> rows, AlertCounts alerts, long deadLetters, Revisions revisions) {}
