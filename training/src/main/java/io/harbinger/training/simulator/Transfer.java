package io.harbinger.training.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a network errs on real engines that it has not seen, in cycles, the truth capped at 125.
 * Immutable.
 *
 * @param trainedOn for people
 * @param engines how many real engines
 * @param rmseAtCuts cut as the test set is, engines counting alike; single members pooled
 * @param rmseEveryCycle all cycles counting alike; single members pooled
 * @param memberRmseAtCuts of each member on its own engines
 * @param ensembleRmseAtCuts of the members' mean; null where no two members tell the same engine
 */
public record Transfer(
    String trainedOn,
    int engines,
    double rmseAtCuts,
    double rmseEveryCycle,
    List<Double> memberRmseAtCuts,
    @Nullable Double ensembleRmseAtCuts) {

  public Transfer {
    memberRmseAtCuts = List.copyOf(memberRmseAtCuts);
  }
}
