package io.harbinger.server.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harbinger.model.ModelDirectory;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Latest;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * {@code NAME/serving.json}: the decision about a model's versions, beside them. Absent, the newest
 * version serves. It is replaced whole, so that no reader ever sees half of one.
 */
public final class ServingFile {

  /** The file's name. */
  public static final String NAME = "serving.json";

  private static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ServingFile() {}

  /**
   * The decision about a model; empty where none was taken.
   *
   * @param name the model's directory
   * @throws IllegalArgumentException if the file is not one
   */
  public static Optional<ServingDecision> read(Path name) {
    Path file = name.resolve(NAME);
    try {
      return Optional.of(decision(JSON.readTree(Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw unreadable(file, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static IllegalArgumentException unreadable(Path file, String why, Exception cause) {
    return new IllegalArgumentException(
        "%s is no decision that can be read: %s (promote a version for all, which replaces it, or delete the file for the newest)"
            .formatted(file, why),
        cause);
  }

  /**
   * The directory of the version that answers: the one that was decided on, or the newest whose
   * files are right. Its weights are not loaded.
   *
   * @param path {@code NAME} or {@code NAME/VERSION}, which is its own
   */
  public static Path serving(Path path) {
    if (Files.isRegularFile(path.resolve(ModelDirectory.MANIFEST))) {
      return path;
    }
    OptionalInt answers = answers(path, read(path).orElse(ServingDecision.UNDECIDED));
    return answers.isPresent()
        ? path.resolve(String.valueOf(answers.getAsInt()))
        : ModelDirectory.locate(path);
  }

  /**
   * The version that answers: the one that was decided on, whether or not it is still there, or the
   * newest whose files are right; empty where those of none are.
   *
   * @param name the model's directory
   */
  public static OptionalInt answers(Path name, ServingDecision decision) {
    ServingPolicy policy = decision.policy();
    return policy.choices(versions(name)).stream()
        .mapToInt(Integer::intValue)
        .filter(
            version ->
                !(policy instanceof Latest) || isWhole(name.resolve(String.valueOf(version))))
        .findFirst();
  }

  /** Whether a version's manifest can be read and all its files are what it says. */
  public static boolean isWhole(Path version) {
    try {
      return ModelDirectory.read(version).problems().isEmpty();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return false;
    }
  }

  /** The numbers of a model's versions on disk that are of a task, as their manifests say. */
  public static NavigableSet<Integer> versions(Path name, String task) {
    NavigableSet<Integer> versions = versions(name);
    versions.removeIf(version -> !isOf(task, name.resolve(String.valueOf(version))));
    return versions;
  }

  private static boolean isOf(String task, Path version) {
    try {
      return ModelDirectory.read(version).info().task().equals(task);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return false;
    }
  }

  /** The numbers of a model's versions on disk. */
  public static NavigableSet<Integer> versions(Path name) {
    NavigableSet<Integer> versions = new TreeSet<>();
    ModelDirectory.versions(name)
        .forEach(path -> versions.add(Integer.valueOf(path.getFileName().toString())));
    return versions;
  }

  /** Puts a decision in the place of the one before. */
  public static void write(Path name, ServingDecision decision) {
    Path file = name.resolve(NAME);
    try {
      byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(decision));
      Path aside = Files.createTempFile(name, "." + NAME, ".part");
      try {
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
          ByteBuffer left = ByteBuffer.wrap(bytes);
          while (left.hasRemaining()) {
            channel.write(left);
          }
          channel.force(true);
        }
        Files.move(
            aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static ObjectNode json(ServingDecision decision) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.set("policy", json(decision.policy()));
    ArrayNode previous = json.putArray("previous");
    decision.previous().forEach(previous::add);
    json.put("atOnce", decision.atOnce());
    json.put("decidedAt", decision.decidedAt().toString());
    json.put("decidedBy", decision.decidedBy());
    return json;
  }

  /** A policy as it is written. */
  public static ObjectNode json(ServingPolicy policy) {
    ObjectNode json = JSON.createObjectNode();
    if (policy instanceof Latest) {
      json.put("kind", "latest");
    } else if (policy instanceof Pinned pinned) {
      json.put("kind", "pinned").put("version", pinned.version());
    } else if (policy instanceof Canary canary) {
      json.put("kind", "canary").put("stable", canary.stable());
      json.put("candidate", canary.candidate()).put("share", canary.share());
    } else if (policy instanceof Shadow shadow) {
      json.put("kind", "shadow").put("stable", shadow.stable());
      json.put("candidate", shadow.candidate());
    }
    return json;
  }

  private static ServingDecision decision(JsonNode json) {
    if (json.path("format").asInt() != FORMAT) {
      throw new IllegalArgumentException(
          "format %s (this release reads format %d)".formatted(json.path("format"), FORMAT));
    }
    List<Integer> previous = new ArrayList<>();
    for (JsonNode version : json.path("previous")) {
      previous.add(version.asInt());
    }
    return new ServingDecision(
        policy(json.path("policy")),
        previous,
        json.path("atOnce").asBoolean(),
        Instant.parse(json.path("decidedAt").asText()),
        json.path("decidedBy").asText());
  }

  private static ServingPolicy policy(JsonNode json) {
    String kind = json.path("kind").asText();
    return switch (kind) {
      case "latest" -> new Latest();
      case "pinned" -> new Pinned(json.path("version").asInt());
      case "canary" ->
          new Canary(
              json.path("stable").asInt(),
              json.path("candidate").asInt(),
              json.path("share").asDouble());
      case "shadow" -> new Shadow(json.path("stable").asInt(), json.path("candidate").asInt());
      default ->
          throw new IllegalArgumentException(
              "the policy '%s' (expected latest, pinned, canary or shadow)".formatted(kind));
    };
  }
}
