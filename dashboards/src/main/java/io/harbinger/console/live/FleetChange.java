package io.harbinger.console.live;

import java.util.List;
import java.util.Set;

/**
 * What has changed since the last time this was asked.
 *
 * @param rows the rows of the assets that changed
 * @param read assets that have new readings or predictions, those of the rows included
 * @param alerts how many stand now
 * @param deadLetters how many were read
 * @param revisions as they are now
 */
public record FleetChange(
    List<FleetRow> rows,
    Set<String> read,
    AlertCounts alerts,
    long deadLetters,
    Revisions revisions) {}
