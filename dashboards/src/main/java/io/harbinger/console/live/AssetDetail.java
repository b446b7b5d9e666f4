package io.harbinger.console.live;

import io.harbinger.contract.MaintenanceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of an asset.
 *
 * @param row as in the fleet's table; null before the first prediction
 * @param predictions columns: RUL, lower and upper end, probability within 15 and within 30 cycles
 * @param readings columns: the settings, then the sensors
 * @param settings how many of the readings' columns are settings
 * @param alerts open ones first
 * @param maintenance newest first
 */
public record AssetDetail(
    @Nullable FleetRow row,
    Series predictions,
    Series readings,
    int settings,
    List<AlertEntry> alerts,
    List<MaintenanceEvent> maintenance) {}
