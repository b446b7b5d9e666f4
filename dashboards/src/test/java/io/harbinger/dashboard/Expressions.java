package io.harbinger.dashboard;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads names of series out of PromQL. */
final class Expressions {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*(:[a-zA-Z0-9_]+)*");

  /** What is no name of a series: strings, selectors, spans, and the labels of clauses. */
  private static final Pattern NO_SERIES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|ignoring|on|group_left|group_right)"
              + " *\\([^)]*\\)");

  private static final Set<String> WORDS =
      Set.of(
          "sum",
          "max",
          "max_over_time",
          "min",
          "count",
          "rate",
          "increase",
          "time",
          "absent",
          "sort",
          "or",
          "and",
          "unless",
          "group_left");

  private Expressions() {}

  /** The names of all series in an expression. */
  static Set<String> series(String expression) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(NO_SERIES.matcher(expression).replaceAll(" "))
        .results()
        .map(match -> match.group())
        .filter(name -> !WORDS.contains(name))
        .forEach(names::add);
    return names;
  }
}
