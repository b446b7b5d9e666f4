package io.harbinger.console;

import java.util.Comparator;

/**
 * What is known of one asset.
 *
 * @param asset its name
 * @param run the life of the asset that the newest prediction is about
 * @param cycle the newest cycle predicted; also how many the asset has done in this run
 * @param rul remaining useful life in cycles
 * @param within15 probability of failure within 15 cycles, 0 to 1
 * @param within30 probability of failure within 30 cycles, 0 to 1
 * @param state by the alerts of this run
 * @param model name and version of the model that said so
 */
public record AssetView(
    String asset,
    long run,
    int cycle,
    double rul,
    double within15,
    double within30,
    AssetState state,
    String model) {

  /** Worst first: by state, then the least life, then the name. */
  public static final Comparator<AssetView> WORST_FIRST =
      Comparator.comparing(AssetView::state)
          .reversed()
          .thenComparingDouble(AssetView::rul)
          .thenComparing(AssetView::asset);
}
