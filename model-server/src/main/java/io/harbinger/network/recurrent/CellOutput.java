package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * What a cell gives.
 *
 * @param output of one step {@code (batch, size)}, or of a sequence {@code (time, batch, size)}
 * @param state after the last step, in the order of {@link RecurrentCell#stateParts()}
 */
public record CellOutput(NDArray output, NDList state) {}
