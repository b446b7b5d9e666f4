package io.harbinger.platform.observation;

/** One life of one asset. */
public record AssetRun(String asset, long run) {}
