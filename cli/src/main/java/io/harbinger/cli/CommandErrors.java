package io.harbinger.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How an error reaches the user: one line, and the stack trace only with {@code --debug}. */
final class CommandErrors {

  private static final int MOST_KEYSTROKES = 3;

  private CommandErrors() {}

  /** Wrong usage: the exit code is 2. */
  static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "harbinger: %s%s; see '%s --help'"
            .formatted(
                oneLine(message(e)), suggestion(e), command.getCommandSpec().qualifiedName()));
    if (Arrays.asList(args).contains("--debug")) {
      e.printStackTrace(err);
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A command that failed: the exit code is 1. */
  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("harbinger: " + describe(e));
    if (debug(command)) {
      e.printStackTrace(err);
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static boolean debug(CommandLine command) {
    Object root = command.getCommandSpec().root().userObject();
    return root instanceof HarbingerCommand harbinger && harbinger.debug();
  }

  /** Names what the user may have meant: an option or a command a few keystrokes away. */
  private static String suggestion(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return "";
    }
    String typed = unmatched.getUnmatched().get(0);
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    LevenshteinDistance distance = new LevenshteinDistance(MOST_KEYSTROKES);
    return Stream.concat(spec.optionsMap().keySet().stream(), spec.subcommands().keySet().stream())
        .filter(name -> name.length() > 2 && distance.apply(typed, name) >= 0)
        .min(Comparator.comparingInt(name -> distance.apply(typed, name)))
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }

  /** The message and those of its causes that add something. */
  private static String describe(Throwable thrown) {
    StringBuilder line = new StringBuilder(message(thrown));
    int depth = 0;
    for (Throwable cause = thrown.getCause();
        cause != null && depth < 5;
        cause = cause.getCause()) {
      String text = message(cause);
      if (line.indexOf(text) < 0) {
        line.append(": ").append(text);
      }
      depth++;
    }
    return oneLine(line.toString());
  }

  private static String message(Throwable thrown) {
    String text = thrown.getMessage();
    return text == null || text.isBlank() ? thrown.getClass().getSimpleName() : text;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
