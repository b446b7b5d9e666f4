package io.harbinger.cli.terminal;

import io.harbinger.console.AssetView;
import io.harbinger.console.FleetStatus;
import java.util.List;

/** Where the fleet is shown. Used and closed by one thread. */
public interface FleetDisplay extends AutoCloseable {

  /** Shows the fleet as it is now. */
  void show(FleetStatus status, List<AssetView> worstFirst);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
