package io.harbinger.platform.demo;

import io.harbinger.platform.observation.AssetRun;

/**
 * What truly happened to a simulated engine.
 *
 * @param engine which, in which of its lives
 * @param cycle the cycle at which it failed
 */
public record EngineFailure(AssetRun engine, int cycle) {}
