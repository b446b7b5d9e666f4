package io.harbinger.cli.usage;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as people write it: a number and a unit. */
public final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      Duration duration = TimeUtils.parseDuration(text);
      if (!text.strip().matches("[0-9]+")) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
    // Without a unit the library reads milliseconds, which nobody means.
    throw refused(text);
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "'%s' is no time (expected a number and a unit, as 90s, 5min or 1h)".formatted(text));
  }
}
