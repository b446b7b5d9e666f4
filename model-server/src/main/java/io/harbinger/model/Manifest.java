package io.harbinger.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
 * @param backend what computes the network; null, and absent from the file, where nobody chose: see
 *     {@link #computedBy()}
 */
public record Manifest(
    int format,
    String task,
    JsonNode model,
    List<DataSource> data,
    JsonNode metrics,
    JsonNode recipe,
    Map<String, String> files,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Backend backend) {

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

  /** A manifest that leaves the backend to the default. */
  public Manifest(
      int format,
      String task,
      JsonNode model,
      List<DataSource> data,
      JsonNode metrics,
      JsonNode recipe,
      Map<String, String> files) {
    this(format, task, model, data, metrics, recipe, files, null);
  }

  /** What computes the network: {@link Backend#PYTORCH} unless the manifest says otherwise. */
  public Backend computedBy() {
    return backend == null ? Backend.PYTORCH : backend;
  }

  /** The same model, computed by a backend. */
  public Manifest withBackend(Backend chosen) {
    return new Manifest(format, task, model, data, metrics, recipe, files, chosen);
  }

  /** The same model with these checksums of its files. */
  Manifest withFiles(Map<String, String> checksums) {
    return new Manifest(format, task, model, data, metrics, recipe, checksums, backend);
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
