package io.harbinger.console.model;

import java.util.Map;

/**
 * A version of a model.
 *
 * @param version its directory's name: its number, or another where a process serves just that
 *     directory, which nobody can promote
 * @param role what it is for
 * @param share the part of new requests that it is to answer, 0 to 1
 * @param standing how it stands
 * @param problem why it failed; empty where it did not
 * @param answered requests that it answered since this process began; -1 where that is not known
 * @param failed requests that it failed at likewise
 * @param metrics by name, as its own model.json has them
 * @param facts further lines about it: trained on, network, licence
 */
public record VersionView(
    String version,
    VersionRole role,
    double share,
    VersionStanding standing,
    String problem,
    long answered,
    long failed,
    Map<String, Double> metrics,
    Map<String, String> facts) {}
