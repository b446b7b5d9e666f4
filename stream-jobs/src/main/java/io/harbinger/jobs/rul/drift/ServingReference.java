package io.harbinger.jobs.rul.drift;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reference of the version that answers, for as long as it answers. One thread asks for it;
 * whether it still holds may be asked from any. Whoever opened it closes it.
 */
public final class ServingReference implements AutoCloseable {

  private final ReferenceSource source;
  private final ServedVersion.@Nullable Watch watch;
  private volatile String version = "";
  private @Nullable MarkedReference reference;

  /** Follows the version from now on; where there can be no reference, it watches nothing. */
  ServingReference(ReferenceSource source) {
    this.source = source;
    this.watch = source.isHere() ? source.served().watch() : null;
  }

  /** The reference now; read anew where another version answers. Empty where that has none. */
  public Optional<MarkedReference> now() {
    if (watch != null) {
      String answers = watch.version();
      if (!answers.equals(version)) {
        reference = source.of(answers).orElse(null);
        version = answers;
      }
    }
    return Optional.ofNullable(reference);
  }

  /** Whether the version still answers whose reference {@link #now} gave last. */
  boolean holds() {
    return watch == null || watch.version().equals(version);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
