package io.harbinger.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A task whose versions can take each other's place while they serve: what that needs to know
 * beyond the task itself.
 *
 * @param task what the model is for
 * @param samples the inputs of a version's own sample, at least one: it is warmed up with them, and
 *     a successor must take them too
 * @param disagreement how far a shadow's outputs lie from those that were given
 * @param affinity where inputs carry a version's state; empty where every input stands for itself
 * @param <I> one input
 * @param <O> one output
 */
public record VersionedTask<I, O>(
    ModelTask<I, O> task,
    Function<ModelDirectory, List<I>> samples,
    Disagreement<O> disagreement,
    Optional<StateAffinity<I, O>> affinity) {}
