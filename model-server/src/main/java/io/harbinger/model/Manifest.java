package io.harbinger.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param precisions what the network may be computed in, float32 among it; null, and absent from
 *     the file, where it is float32 alone: see {@link #permitted()}
 */
public record Manifest(
    int format,
    String task,
    JsonNode model,
    List<DataSource> data,
    JsonNode metrics,
    JsonNode recipe,
    Map<String, String> files,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Backend backend,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Precision> precisions) {

  /** The format that this version writes and reads. */
  public static final int FORMAT = 1;

  /**
   * Copies the collections and refuses another format. A file may leave out, or have null for, what
   * only describes: data, metrics and recipe are then empty; nothing works without the rest.
   *
   * @throws IllegalArgumentException if the task, the model or the files are missing, or the
   *     precisions are not float32 and others
   */
  public Manifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "a manifest of format %d (this version reads format %d)".formatted(format, FORMAT));
    }
    require("task", task);
    require("model", isAbsent(model) ? null : model);
    require("files", files);
    data = data == null ? List.of() : List.copyOf(data);
    metrics = isAbsent(metrics) ? JsonNodeFactory.instance.objectNode() : metrics;
    recipe = isAbsent(recipe) ? JsonNodeFactory.instance.objectNode() : recipe;
    files = new TreeMap<>(files);
    precisions = precisions == null ? null : List.copyOf(precisions);
    if (precisions != null
        && (!precisions.contains(Precision.FLOAT32)
            || Set.copyOf(precisions).size() < precisions.size())) {
      throw new IllegalArgumentException(
          "a manifest with the precisions %s (expected float32, which every model is held to, and others, each once)"
              .formatted(precisions));
    }
  }

  private static void require(String part, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "a manifest without '%s' (expected all of task, model and files)".formatted(part));
    }
  }

  private static boolean isAbsent(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }

  /** A manifest that leaves the backend and the precision to the defaults. */
  public Manifest(
      int format,
      String task,
      JsonNode model,
      List<DataSource> data,
      JsonNode metrics,
      JsonNode recipe,
      Map<String, String> files) {
    this(format, task, model, data, metrics, recipe, files, null, null);
  }

  /** What computes the network: {@link Backend#PYTORCH} unless the manifest says otherwise. */
  public Backend computedBy() {
    return backend == null ? Backend.PYTORCH : backend;
  }

  /** What the network may be computed in: float32 alone unless the manifest says otherwise. */
  public Set<Precision> permitted() {
    return precisions == null ? EnumSet.of(Precision.FLOAT32) : EnumSet.copyOf(precisions);
  }

  /** The same model, computed by a backend. */
  public Manifest withBackend(Backend chosen) {
    return new Manifest(format, task, model, data, metrics, recipe, files, chosen, precisions);
  }

  /** The same model, permitted to be computed in these. */
  public Manifest withPrecisions(Set<Precision> permitted) {
    return new Manifest(
        format, task, model, data, metrics, recipe, files, backend, List.copyOf(permitted));
  }

  /** The same model with these checksums of its files. */
  Manifest withFiles(Map<String, String> checksums) {
    return new Manifest(format, task, model, data, metrics, recipe, checksums, backend, precisions);
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
