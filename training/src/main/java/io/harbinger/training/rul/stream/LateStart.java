package io.harbinger.training.rul.stream;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Engines whose record begins at some cycle of theirs instead of the first.
 *
 * @param starts the first cycle that is read, from 1, by the engine's number
 * @param ageKnown whether the readings still tell the engine's own cycle; if not they count from
 *     where the record begins
 */
record LateStart(Map<Integer, Integer> starts, boolean ageKnown) {

  /** The first cycle that is read of an engine; 1 where none is given. */
  int start(int unit) {
    Integer start = starts.get(unit);
    return start == null ? 1 : start;
  }

  EngineRun cut(EngineRun engine) {
    int start = start(engine.unit());
    List<CycleReading> readings = engine.readings().subList(start - 1, engine.readings().size());
    if (ageKnown) {
      return new EngineRun(engine.unit(), readings);
    }
    List<CycleReading> renumbered = new ArrayList<>();
    for (CycleReading reading : readings) {
      renumbered.add(
          new CycleReading(reading.cycle() - start + 1, reading.settings(), reading.sensors()));
    }
    return new EngineRun(engine.unit(), renumbered);
  }
}
