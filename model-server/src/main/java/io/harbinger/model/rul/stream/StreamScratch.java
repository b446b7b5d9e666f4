package io.harbinger.model.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Native memory through which one call after another passes its numbers to the engine. An array
 * made of a Java array would allocate, clear and leave to the garbage collector as much memory at
 * every call, which costs more than the copy.
 *
 * <p>An engine's arrays are views of it: they must be closed before the next call. Not thread-safe.
 */
final class StreamScratch {

  private final List<ByteBuffer> slots = new ArrayList<>();

  /** Room for numbers, to be written from its beginning; what it held is still there. */
  FloatBuffer room(int slot, int numbers) {
    while (slots.size() <= slot) {
      slots.add(ByteBuffer.allocateDirect(0));
    }
    if (slots.get(slot).capacity() < numbers * Float.BYTES) {
      slots.set(slot, ByteBuffer.allocateDirect(numbers * Float.BYTES));
    }
    return floats(slot, numbers);
  }

  /** A view of the numbers that were written to a slot. */
  FloatBuffer floats(int slot, int numbers) {
    return bytes(slot, numbers).asFloatBuffer();
  }

  /** The same as an engine's array, a view where the manager's arrays are in the host's memory. */
  NDArray array(int slot, Shape shape, NDManager manager) {
    return manager.create(bytes(slot, Math.toIntExact(shape.size())), shape, DataType.FLOAT32);
  }

  private ByteBuffer bytes(int slot, int numbers) {
    // A duplicate forgets the order, and has a position and a limit of its own.
    return slots
        .get(slot)
        .duplicate()
        .order(ByteOrder.nativeOrder())
        .clear()
        .limit(numbers * Float.BYTES);
  }
}
