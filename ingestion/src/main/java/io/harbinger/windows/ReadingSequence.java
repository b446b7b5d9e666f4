package io.harbinger.windows;

import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts readings in the order of their cycles and makes windows of them.
 *
 * <p>A reading that follows the last one is released at once; one that is ahead is held until the
 * gap before it closes, has waited for the grace, or more than {@code maxHeld} of its asset wait. A
 * run's first reading may be any: one further on than could be held back starts the run there, as
 * of an asset that was joined late; a nearer one waits for the cycles before it like any other.
 */
final class ReadingSequence {

  private final RunStates runs;
  private final HeldReadings held;
  private final ReadingRing ring;
  private final WindowsOptions options;
  private final RunRules rules;
  private final WindowAssembler assembler;
  private final ReadingCounts counts;
  private final Consumer<SensorWindow> windows;

  ReadingSequence(
      WindowsOptions options,
      RunStates runs,
      HeldReadings held,
      ReadingRing ring,
      ReadingCounts counts,
      Consumer<SensorWindow> windows) {
    this.options = options;
    this.runs = runs;
    this.held = held;
    this.ring = ring;
    this.counts = counts;
    this.windows = windows;
    this.rules = new RunRules(options);
    this.assembler = new WindowAssembler(options.windowLength());
  }

  /**
   * Takes a reading.
   *
   * @param timestamp of its record, milliseconds since the epoch
   * @param now by the wall clock, milliseconds since the epoch
   */
  void accept(SensorReading reading, long timestamp, long now) {
    String asset = reading.getAsset();
    long fingerprint = RunRules.fingerprint(reading);
    RunState state = runs.get(asset).orElse(null);
    if (state == null) {
      state = RunState.begin(Objects.requireNonNullElse(reading.getRun(), 1L), now, 0);
    } else {
      switch (rules.compare(reading, fingerprint, state, now)) {
        case OLDER -> {
          counts.countLate();
          return;
        }
        case SAME -> {}
        case NEWER -> {
          RunState ended = releaseHeld(asset, state, Integer.MAX_VALUE);
          long run = Objects.requireNonNullElse(reading.getRun(), ended.run() + 1);
          state = RunState.begin(run, now, ended.lastCycle());
        }
      }
    }
    runs.put(
        asset,
        place(
            asset, state, new HeldReading(StoredReading.of(reading), fingerprint, timestamp, now)));
  }

  /** Gives up the gaps before all readings that came at or before a moment. */
  void giveUpGaps(long cameUntil) {
    held.cameUntil(cameUntil)
        .forEach(
            (asset, cycle) -> {
              RunState state = runs.get(asset).orElseThrow();
              runs.put(asset, releaseHeld(asset, state, cycle));
            });
  }

  private RunState place(String asset, RunState state, HeldReading reading) {
    int cycle = reading.reading().cycle();
    if (cycle <= state.lastCycle()) {
      countPassed(asset, state, cycle);
      return state;
    }
    if (follows(state, cycle)) {
      return releaseFollowing(asset, release(asset, state, reading));
    }
    if (held.contains(asset, cycle)) {
      counts.countDuplicate();
      return state;
    }
    held.put(asset, reading);
    RunState after = state.withHeld(state.held() + 1);
    return after.held() > options.maxHeld()
        ? releaseHeld(asset, after, held.earliestCycle(asset))
        : after;
  }

  private boolean follows(RunState state, int cycle) {
    boolean joinsLate = !state.started() && state.held() == 0 && cycle > options.maxHeld() + 1L;
    return joinsLate || cycle == state.lastCycle() + 1L;
  }

  /** A cycle before the window can only be told to be a duplicate where none was given up. */
  private void countPassed(String asset, RunState state, int cycle) {
    boolean seen =
        cycle == state.firstCycle()
            || (cycle > state.firstCycle() && state.unbroken())
            || ring.contains(asset, state, cycle);
    if (seen) {
      counts.countDuplicate();
    } else {
      counts.countLate();
    }
  }

  /** Releases what is held up to a cycle, and what then follows without a gap. */
  private RunState releaseHeld(String asset, RunState begin, int lastCycle) {
    RunState state = begin;
    while (state.held() > 0) {
      int cycle = held.earliestCycle(asset);
      if (cycle > lastCycle) {
        break;
      }
      state = releaseOne(asset, state, Objects.requireNonNull(held.take(asset, cycle)));
    }
    return releaseFollowing(asset, state);
  }

  private RunState releaseFollowing(String asset, RunState begin) {
    RunState state = begin;
    while (state.held() > 0 && state.lastCycle() < Integer.MAX_VALUE) {
      @Nullable HeldReading next = held.take(asset, state.lastCycle() + 1);
      if (next == null) {
        break;
      }
      state = releaseOne(asset, state, next);
    }
    return state;
  }

  private RunState releaseOne(String asset, RunState state, HeldReading reading) {
    return release(asset, state.withHeld(state.held() - 1), reading);
  }

  /** A stride longer than the window leaves readings out, so that nothing follows on. */
  private boolean keyFrame(RunState state) {
    return state.keyFrameDue(options.keyFrameEvery())
        || state.unwindowed() > options.windowLength();
  }

  private List<StoredReading> fresh(String asset, RunState state, StoredReading newest) {
    return state.unwindowed() == 1 ? List.of(newest) : ring.last(asset, state, state.unwindowed());
  }

  private RunState release(String asset, RunState before, HeldReading held) {
    StoredReading reading = held.reading();
    ring.put(asset, before.released(), reading);
    RunState state = before.release(reading.cycle(), held.fingerprint());
    counts.countReleased();
    if (before.started()) {
      counts.countMissing((long) reading.cycle() - before.lastCycle() - 1);
    }
    if (state.unwindowed() < options.stride()) {
      return state;
    }
    boolean keyFrame = keyFrame(state);
    windows.accept(
        keyFrame
            ? assembler.keyFrame(asset, state, ring.last(asset, state), held.timestamp())
            : assembler.between(asset, state, fresh(asset, state, reading), held.timestamp()));
    counts.countWindow(keyFrame);
    return state.windowed(keyFrame);
  }
}
