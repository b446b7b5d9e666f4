package io.harbinger.source.simulation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A fleet to simulate.
 *
 * @param fleet how the assets' names begin: fleet {@code engine} has {@code engine-001}, {@code
 *     engine-002} and so on
 * @param engines how many, at least 1
 * @param seed decides every life and every reading
 * @param firstRun the run of each engine's first life; a later life has the next number
 * @param staggered whether engines start at mixed ages instead of new
 * @param leastRemaining how many cycles a staggered engine has at least left after its first
 *     reading, so that there is something to see before it fails; 0 to 127
 */
public record FleetOptions(
    String fleet, int engines, long seed, long firstRun, boolean staggered, int leastRemaining) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /** Refuses what cannot be simulated. */
  public FleetOptions {
    if (!NAME.matcher(fleet).matches()) {
      throw new IllegalArgumentException(
          "fleet \"%s\" (expected letters, digits, points, underscores and hyphens)"
              .formatted(fleet));
    }
    if (engines < 1) {
      throw new IllegalArgumentException(engines + " engines (expected 1 or more)");
    }
    if (firstRun < 0) {
      throw new IllegalArgumentException("first run " + firstRun + " (expected 0 or more)");
    }
    if (leastRemaining < 0 || leastRemaining >= Wear.SHORTEST_LIFE) {
      throw new IllegalArgumentException(
          "at least %d cycles remaining (expected 0 to %d: the shortest life has %d cycles)"
              .formatted(leastRemaining, Wear.SHORTEST_LIFE - 1, Wear.SHORTEST_LIFE));
    }
  }

  /** Engines that are all new: {@code engine-001} and so on, run 1. */
  public static FleetOptions fresh(int engines, long seed) {
    return new FleetOptions("engine", engines, seed, 1, false, 0);
  }

  /** Engines of mixed ages, each with at least 40 cycles left at first. */
  public static FleetOptions staggered(int engines, long seed) {
    return new FleetOptions("engine", engines, seed, 1, true, 40);
  }

  /** The same engines under another name. */
  public FleetOptions named(String fleet) {
    return new FleetOptions(fleet, engines, seed, firstRun, staggered, leastRemaining);
  }

  /**
   * The same engines with runs counted from another number. Where the topic already has readings of
   * these assets, choose a number above theirs: readings of earlier runs would count as late.
   */
  public FleetOptions fromRun(long firstRun) {
    return new FleetOptions(fleet, engines, seed, firstRun, staggered, leastRemaining);
  }

  /** The name of an engine, counted from 0; the fleet's size does not change it. */
  String asset(int engine) {
    return String.format(Locale.ROOT, "%s-%03d", fleet, engine + 1);
  }
}
