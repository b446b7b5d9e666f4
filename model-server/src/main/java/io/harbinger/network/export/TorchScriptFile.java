package io.harbinger.network.export;

import io.harbinger.network.torchscript.LoadedScript;
import io.harbinger.network.torchscript.ScriptObject;
import io.harbinger.network.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Function;

/** Writes archives aside, checks what lies on the disk, and only then gives it its name. */
public final class TorchScriptFile {

  private TorchScriptFile() {}

  /**
   * Writes a module's archive. If it cannot be written, loaded again or fails the check, nothing is
   * left behind.
   *
   * @param file must not exist; its directory must
   * @param extra texts beside the module, by name
   * @param check gets the module as the engine loaded it from the written file, and throws if it
   *     does not compute what it should
   * @return what the check returned
   */
  public static <T> T write(
      Path file, ScriptObject module, Map<String, String> extra, Function<LoadedScript, T> check) {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "no directory %s to write %s in: make it first".formatted(directory, file));
    }
    if (Files.exists(absolute)) {
      throw new IllegalArgumentException(file + " exists already: name another file");
    }
    try {
      Path aside = directory.resolve("." + absolute.getFileName() + ".part");
      try {
        Files.write(aside, TorchScriptArchive.of(module, extra));
        T found;
        try (LoadedScript loaded = LoadedScript.of(Files.readAllBytes(aside), module.className())) {
          found = check.apply(loaded);
        }
        Files.move(aside, absolute, StandardCopyOption.ATOMIC_MOVE);
        return found;
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
