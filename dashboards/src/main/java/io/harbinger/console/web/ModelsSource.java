package io.harbinger.console.web;

import java.util.List;
import java.util.Map;

/** Tells the console which models there are. Called from several threads. */
@FunctionalInterface
public interface ModelsSource {

  /** Every version of every model, in the order to show them. */
  List<Entry> models();

  /**
   * A version of a model.
   *
   * @param name for instance rul-fd001
   * @param version for instance 1
   * @param serving whether it is the one that answers
   * @param metrics by name, as its own model.json has them
   * @param facts further lines about it: trained on, network, licence
   */
  record Entry(
      String name,
      String version,
      boolean serving,
      Map<String, Double> metrics,
      Map<String, String> facts) {}
}
