package io.harbinger.jobs.violation;

import io.harbinger.source.violation.SourceInACycle;
import java.util.List;

/** Imports ingestion besides its contracts; on purpose. */
public record JobThatImportsASource(List<SourceInACycle> sources) {
  /** Makes the dependency one that is seen in the byte code. */
  public SourceInACycle first() {
    return sources.get(0);
  }
}
