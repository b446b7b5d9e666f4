package io.harbinger.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/** The names under which a record's fields may come in JSON. */
final class FieldNames {

  static final String BASE64 = "Base64";

  private FieldNames() {}

  static List<String> of(Schema record) {
    List<String> names = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      names.add(field.name());
      if (isBytes(field.schema())) {
        names.add(field.name() + BASE64);
      }
    }
    return names;
  }

  static boolean isBytes(Schema schema) {
    return schema.getType() == Schema.Type.BYTES
        || (schema.isUnion() && schema.getTypes().stream().anyMatch(FieldNames::isBytes));
  }

  /** What was probably meant, where something is near. */
  static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String candidate) -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= Math.max(1, candidate.length() / 3));
  }

  /** Levenshtein's distance, upper and lower case alike. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
