package io.harbinger.training.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything a run needs to go on: arrays in named groups (parameters, the optimizer's moments,
 * averages, the best weights so far) and a state of the caller's own, as JSON.
 *
 * <p>One file, written aside, forced to the disk, then renamed: a kill at any moment leaves the
 * last checkpoint whole.
 *
 * @param <S> the caller's state, a record that Jackson can write and read
 */
public record Checkpoint<S>(S state, Map<String, Map<String, Tensor>> groups) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "state";
  private static final char SEPARATOR = '/';

  /** Writes the file in place of the one that is there. */
  public void write(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    groups.forEach(
        (group, arrays) ->
            arrays.forEach((name, tensor) -> tensors.put(group + SEPARATOR + name, tensor)));
    try {
      byte[] bytes =
          new Safetensors(tensors, Map.of(STATE, JSON.writeValueAsString(state))).encode();
      Path aside = file.resolveSibling(file.getFileName() + ".part");
      try (FileChannel channel =
          FileChannel.open(
              aside,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint's state cannot be written as JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + file, e);
    }
  }

  /**
   * Reads a file.
   *
   * @param stateType the class of the caller's state
   */
  public static <S> Checkpoint<S> read(Path file, Class<S> stateType) {
    try {
      Safetensors contents = Safetensors.decode(Files.readAllBytes(file), file.toString());
      String state = contents.metadata().get(STATE);
      if (state == null) {
        throw new IllegalArgumentException(file + " is no checkpoint: it holds no state");
      }
      Map<String, Map<String, Tensor>> groups = new LinkedHashMap<>();
      contents
          .tensors()
          .forEach(
              (name, tensor) -> {
                int at = name.indexOf(SEPARATOR);
                groups
                    .computeIfAbsent(name.substring(0, Math.max(0, at)), g -> new LinkedHashMap<>())
                    .put(name.substring(at + 1), tensor);
              });
      return new Checkpoint<>(JSON.readValue(state, stateType), groups);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " holds a state of another form: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint " + file, e);
    }
  }

  /** A group's arrays; an error if there is none of that name. */
  public Map<String, Tensor> group(String name) {
    Map<String, Tensor> group = groups.get(name);
    if (group == null) {
      throw new IllegalArgumentException(
          "no group " + name + " (the checkpoint has " + groups.keySet() + ")");
    }
    return group;
  }
}
