package io.harbinger.platform.demo;

import io.harbinger.console.AssetView;
import io.harbinger.console.FleetStatus;
import java.util.List;

/** Hears a few times a second how a run stands, on the thread that runs it. */
@FunctionalInterface
public interface DemoListener {

  /** The numbers and the fleet as they are now. */
  void stands(FleetStatus status, List<AssetView> worstFirst);
}
