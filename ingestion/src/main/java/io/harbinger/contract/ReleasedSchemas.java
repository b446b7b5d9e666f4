package io.harbinger.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The versions of a record's schema that were ever released. Single-object encoding names the
 * writer's schema by its fingerprint only, so a reader must have all of them at hand.
 */
final class ReleasedSchemas {

  private ReleasedSchemas() {}

  /** Oldest first; files {@code released/NAME.1.avsc}, {@code NAME.2.avsc} and so on. */
  static List<Schema> of(String name) {
    List<Schema> versions = new ArrayList<>();
    for (int version = 1; ; version++) {
      try (InputStream in =
          ReleasedSchemas.class.getResourceAsStream(
              "released/%s.%d.avsc".formatted(name, version))) {
        if (in == null) {
          return List.copyOf(versions);
        }
        versions.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException("schema %s, version %d".formatted(name, version), e);
      }
    }
  }
}
