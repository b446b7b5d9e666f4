package io.harbinger.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What one check of a model found.
 *
 * @param name of the check
 * @param problems none if it passed
 * @param detail what was measured; empty where nothing was
 */
public record ModelCheck(
    String name, List<String> problems, @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail) {

  /** Copies the list. */
  public ModelCheck {
    problems = List.copyOf(problems);
  }

  /** A check that measures nothing. */
  public ModelCheck(String name, List<String> problems) {
    this(name, problems, "");
  }

  /** Whether nothing is wrong. */
  public boolean passed() {
    return problems.isEmpty();
  }
}
