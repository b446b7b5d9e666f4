package io.harbinger.cli.usage;

import io.harbinger.model.Precision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A precision as the manifest writes it. */
public final class PrecisionLabels implements ITypeConverter<Precision> {

  @Override
  public Precision convert(String value) {
    try {
      return Precision.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
