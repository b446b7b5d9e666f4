package io.harbinger.windows;

import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowFlag;
import io.harbinger.contract.WindowReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes windows of an asset's last readings. */
final class WindowAssembler {

  private final int length;

  WindowAssembler(int length) {
    this.length = length;
  }

  /**
   * A whole window.
   *
   * @param readings oldest first, 1 to {@code length} of them
   * @param timestamp of the newest one's record, milliseconds since the epoch
   */
  SensorWindow keyFrame(
      String asset, RunState state, List<StoredReading> readings, long timestamp) {
    int first = readings.get(0).cycle();
    int last = readings.get(readings.size() - 1).cycle();
    int padded = length - readings.size();
    int missing = last - first + 1 - readings.size();
    return SensorWindow.newBuilder()
        .setAsset(asset)
        .setRun(state.run())
        .setFirstCycle(first)
        .setLastCycle(last)
        .setReadings(padded(readings, padded))
        .setFresh(Math.min(state.unwindowed(), length))
        .setPadded(padded)
        .setMissing(missing)
        .setFlags(flags(padded, missing))
        .setReadingTimestamp(Instant.ofEpochMilli(timestamp))
        .setKeyFrame(true)
        .build();
  }

  /**
   * A window that follows the one before.
   *
   * @param fresh the readings that no window has carried, without a gap before or among them
   * @param timestamp of the newest one's record, milliseconds since the epoch
   */
  SensorWindow between(String asset, RunState state, List<StoredReading> fresh, long timestamp) {
    return SensorWindow.newBuilder()
        .setAsset(asset)
        .setRun(state.run())
        .setFirstCycle(fresh.get(0).cycle())
        .setLastCycle(fresh.get(fresh.size() - 1).cycle())
        .setReadings(padded(fresh, 0))
        .setFresh(fresh.size())
        .setReadingTimestamp(Instant.ofEpochMilli(timestamp))
        .setKeyFrame(false)
        .build();
  }

  private List<WindowReading> padded(List<StoredReading> readings, int padded) {
    List<WindowReading> all = new ArrayList<>(length);
    all.addAll(Collections.nCopies(padded, of(readings.get(0))));
    readings.forEach(reading -> all.add(of(reading)));
    return all;
  }

  private static WindowReading of(StoredReading reading) {
    return new WindowReading(reading.cycle(), reading.settings(), reading.sensors());
  }

  private static List<WindowFlag> flags(int padded, int missing) {
    List<WindowFlag> flags = new ArrayList<>(2);
    if (padded > 0) {
      flags.add(WindowFlag.SHORT_HISTORY);
    }
    if (missing > 0) {
      flags.add(WindowFlag.GAP);
    }
    return flags;
  }
}
