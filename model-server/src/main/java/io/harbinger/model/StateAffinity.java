package io.harbinger.model;

import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How an input that carries a state tells which version made it: by a mark, which only that version
 * can go on from.
 *
 * @param ofVersion the mark that the states of the version in a directory carry
 * @param ofInput the mark of an input's state; empty for an input without one, which any version
 *     can take
 * @param carried how the states go from input to input
 * @param <I> one input
 * @param <O> one output
 */
public record StateAffinity<I, O>(
    ToLongFunction<ModelDirectory> ofVersion,
    Function<I, OptionalLong> ofInput,
    CarriedState<I, O, ?> carried) {}
