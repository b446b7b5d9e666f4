package io.harbinger.server;

import io.harbinger.model.ModelInfo;

/**
 * An output and where it comes from.
 *
 * @param model the version that gave it
 * @param output what it said
 * @param <O> one output
 */
public record Answer<O>(ModelInfo model, O output) {}
