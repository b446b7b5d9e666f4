package io.harbinger.source.replay;

import io.harbinger.contract.SensorReading;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Engines of a C-MAPSS file as a stream of readings: cycle 1 of every engine in the file's order,
 * then cycle 2, and so on; an engine that has ended drops out.
 *
 * <p>The run of a reading is left open (null), so that replaying the same engines again into the
 * same topic begins new runs instead of repeating old ones. The time is open too: the data have
 * none.
 *
 * <p>The file is read and checked whole before the first reading. Not thread-safe.
 */
public final class CmapssReplay implements Iterator<SensorReading> {

  private final List<String> assets;
  private final long count;
  private final Queue<Playing> playing;

  private CmapssReplay(Map<String, EngineRun> engines) {
    assets = List.copyOf(engines.keySet());
    count = engines.values().stream().mapToLong(engine -> engine.readings().size()).sum();
    playing = new ArrayDeque<>(engines.size());
    engines.forEach(
        (asset, engine) -> playing.add(new Playing(asset, engine.readings().iterator())));
  }

  /**
   * All engines of a file.
   *
   * @param directory where NASA's text files lie
   * @throws io.harbinger.source.cmapss.CmapssException where a file is missing or not as published
   */
  public static CmapssReplay of(Path directory, Subset subset, Recording recording) {
    return new CmapssReplay(named(recording.read(directory, subset), subset, recording));
  }

  /**
   * Some engines of a file, in the file's order whatever the order of the units.
   *
   * @param units the engines' numbers in the file, at least one
   * @throws IllegalArgumentException where the file has no such unit
   * @throws io.harbinger.source.cmapss.CmapssException where a file is missing or not as published
   */
  public static CmapssReplay of(
      Path directory, Subset subset, Recording recording, Collection<Integer> units) {
    if (units.isEmpty()) {
      throw new IllegalArgumentException("no units to replay (expected at least one)");
    }
    List<EngineRun> engines = recording.read(directory, subset);
    for (int unit : units) {
      if (unit < 1 || unit > engines.size()) {
        throw new IllegalArgumentException(
            "no unit %d in the %s engines of %s: choose from 1 to %d"
                .formatted(unit, recording, subset, engines.size()));
      }
    }
    List<EngineRun> chosen =
        engines.stream().filter(engine -> units.contains(engine.unit())).toList();
    return new CmapssReplay(named(chosen, subset, recording));
  }

  /** The engines' assets, in the order of their readings. */
  public List<String> assets() {
    return assets;
  }

  /** How many readings there are in all, whether taken already or not. */
  public long count() {
    return count;
  }

  @Override
  public boolean hasNext() {
    return !playing.isEmpty();
  }

  @Override
  public SensorReading next() {
    Playing engine = playing.poll();
    if (engine == null) {
      throw new NoSuchElementException("all " + count + " readings have been replayed");
    }
    CycleReading reading = engine.readings.next();
    if (engine.readings.hasNext()) {
      playing.add(engine);
    }
    return SensorReading.newBuilder()
        .setAsset(engine.asset)
        .setCycle(reading.cycle())
        .setSettings(new ArrayList<>(reading.settings()))
        .setSensors(new ArrayList<>(reading.sensors()))
        .build();
  }

  private static Map<String, EngineRun> named(
      List<EngineRun> engines, Subset subset, Recording recording) {
    Map<String, EngineRun> named = new LinkedHashMap<>();
    engines.forEach(engine -> named.put(recording.asset(subset, engine.unit()), engine));
    return named;
  }

  private record Playing(String asset, Iterator<CycleReading> readings) {}
}
