package io.harbinger.server;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that answers a text with its length, and does what the text says. While its gate is shut
 * an execution waits inside it.
 */
final class FakeModel implements BatchModel<String, Integer> {

  static final String POISON = "poison";
  static final String OUT_OF_MEMORY = "out of memory";
  static final String SWALLOWED = "swallowed";
  static final String NULL = "null";
  static final String INVALID = "";

  final List<List<String>> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger entered = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();
  final AtomicInteger callsAfterClose = new AtomicInteger();
  private final Semaphore gate;

  private FakeModel(int permits) {
    this.gate = new Semaphore(permits);
  }

  static FakeModel open() {
    return new FakeModel(Integer.MAX_VALUE / 2);
  }

  static FakeModel gated() {
    return new FakeModel(0);
  }

  void openGate() {
    gate.release(Integer.MAX_VALUE / 2);
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo("fake", "3", "length");
  }

  @Override
  public void validate(String input) {
    if (input.equals(INVALID)) {
      throw new IllegalArgumentException("an empty text (expected a letter)");
    }
  }

  @Override
  public List<Integer> predict(List<String> inputs) {
    entered.incrementAndGet();
    gate.acquireUninterruptibly();
    batches.add(inputs);
    if (closes.get() > 0) {
      callsAfterClose.incrementAndGet();
    }
    if (inputs.contains(POISON)) {
      throw new IllegalArgumentException("poisoned");
    }
    if (inputs.contains(OUT_OF_MEMORY)) {
      throw new OutOfMemoryError("said the fake");
    }
    List<Integer> outputs = new ArrayList<>();
    for (String input : inputs) {
      switch (input) {
        case SWALLOWED -> {}
        case NULL -> outputs.add(null);
        default -> outputs.add(input.length());
      }
    }
    return outputs;
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
