package io.harbinger.model;

/**
 * What a model can be for: the types that go in and out, and how one is loaded. A model module has
 * one constant of it for each task.
 *
 * @param name as in the manifest, for instance {@code rul}
 * @param input type of one input
 * @param output type of one output
 * @param loader loads a version's directory and checks it
 * @param <I> one input
 * @param <O> one output
 */
public record ModelTask<I, O>(
    String name, Class<I> input, Class<O> output, ModelLoader<I, O> loader) {}
