package io.harbinger.platform.versions;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which version is to answer, and for whom.
 *
 * @param version its number; empty for the newest at any time
 * @param share the part of the traffic that it answers, above 0 and below 1; empty for all
 * @param shadow whether it answers nobody and is only compared
 * @param atOnce whether the version before leaves even where a job keeps states of it
 */
public record VersionChoice(
    OptionalInt version, OptionalDouble share, boolean shadow, boolean atOnce) {

  /** Whether it stands beside the version that answers now. */
  boolean isCandidate() {
    return share.isPresent() || shadow;
  }
}
