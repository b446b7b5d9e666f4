package io.harbinger.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code model.json}: all that is known of a model besides its weights.
 *
 * @param format of this file, {@value #FORMAT}
 * @param task what the model does, for instance {@code rul}
 * @param model what the task's loader needs: network sizes, scaling, channels, decision rules
 * @param data what it was trained on
 * @param metrics what was measured on engines that the weights were not fitted to, with the
 *     protocol
 * @param recipe the resolved recipe of its training
 * @param files SHA-256, in lower-case hexadecimal, of each other file of the directory
 */
public record Manifest(
    int format,
    String task,
    JsonNode model,
    List<DataSource> data,
    JsonNode metrics,
    JsonNode recipe,
    Map<String, String> files) {

  /** The format that this version writes and reads. */
  public static final int FORMAT = 1;

  /** Copies the collections and refuses another format. */
  public Manifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "a manifest of format %d (this version reads format %d)".formatted(format, FORMAT));
    }
    data = List.copyOf(data);
    files = new TreeMap<>(files);
  }

  /**
   * A file that a model was trained on.
   *
   * @param file its name
   * @param sha256 of its bytes
   * @param licence of its contents
   */
  public record DataSource(String file, String sha256, String licence) {}
}
