package io.harbinger.model;

import java.util.List;

/**
 * What one check of a model found.
 *
 * @param name of the check
 * @param problems none if it passed
 */
public record ModelCheck(String name, List<String> problems) {

  /** Copies the list. */
  public ModelCheck {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean passed() {
    return problems.isEmpty();
  }
}
