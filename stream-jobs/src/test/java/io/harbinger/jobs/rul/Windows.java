package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.WindowReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Windows for {@link FakeRulModel}: two readings of two settings and three sensors. */
final class Windows {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  static {
    ContractTrust.establish();
  }

  private Windows() {}

  static SensorWindow of(String asset, long run, int cycle, FakeRulModel.Mood mood, double rul) {
    WindowReading reading = reading(cycle, mood.ordinal(), rul);
    return SensorWindow.newBuilder()
        .setAsset(asset)
        .setRun(run)
        .setFirstCycle(cycle)
        .setLastCycle(cycle)
        .setReadings(List.of(reading, reading))
        .setFresh(1)
        .setPadded(1)
        .setReadingTimestamp(START.plusSeconds(cycle))
        .build();
  }

  static WindowReading reading(int cycle, double mood, double rul) {
    return WindowReading.newBuilder()
        .setCycle(cycle)
        .setSettings(List.of(mood, 0.0))
        .setSensors(List.of(rul, 0.125, 0.25))
        .build();
  }

  static byte[] bytes(SensorWindow window) {
    try {
      ByteBuffer buffer = window.toByteBuffer();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawWindow raw(long offset, SensorWindow window) {
    return raw(offset, bytes(window));
  }

  static RawWindow raw(long offset, byte[] value) {
    return new RawWindow("windows", 1, offset, 1234, "e1".getBytes(StandardCharsets.UTF_8), value);
  }
}
