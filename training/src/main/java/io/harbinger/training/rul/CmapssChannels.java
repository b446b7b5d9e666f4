package io.harbinger.training.rul;

import io.harbinger.model.rul.RulSpec.Channel;
import java.util.List;

/**
 * Names and units of C-MAPSS's channels, from the data set's paper (Saxena et al., 2008, table 2).
 */
public final class CmapssChannels {

  private static final List<Channel> ALL =
      List.of(
          new Channel("altitude", "kft"),
          new Channel("Mach", "1"),
          new Channel("TRA", "%"),
          new Channel("cycle", "flights"),
          new Channel("T2", "degR"),
          new Channel("T24", "degR"),
          new Channel("T30", "degR"),
          new Channel("T50", "degR"),
          new Channel("P2", "psia"),
          new Channel("P15", "psia"),
          new Channel("P30", "psia"),
          new Channel("Nf", "rpm"),
          new Channel("Nc", "rpm"),
          new Channel("epr", "1"),
          new Channel("Ps30", "psia"),
          new Channel("phi", "pps/psi"),
          new Channel("NRf", "rpm"),
          new Channel("NRc", "rpm"),
          new Channel("BPR", "1"),
          new Channel("farB", "1"),
          new Channel("htBleed", "1"),
          new Channel("Nf_dmd", "rpm"),
          new Channel("PCNfR_dmd", "rpm"),
          new Channel("W31", "lbm/s"),
          new Channel("W32", "lbm/s"));

  private CmapssChannels() {}

  /** All channels of a reading, in order: settings, the cycle, sensors. */
  public static List<Channel> all() {
    return ALL;
  }
}
