package io.harbinger.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;

/** A command that goes on until it is stopped, on a thread of its own. */
final class Service implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final StringWriter said = new StringWriter();
  private final FutureTask<Integer> command;
  private final Thread thread;

  private Service(String... arguments) {
    PrintWriter writer = new PrintWriter(said, true);
    command = new FutureTask<>(() -> Main.commandLine(writer, writer).execute(arguments));
    thread = new Thread(command, String.join(" ", arguments));
    thread.start();
  }

  static Service start(String... arguments) {
    return new Service(arguments);
  }

  /** What it said, once that contains a text; fails where it ends before. */
  String awaitSaid(String text) throws ExecutionException, InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> said.toString().contains(text) || command.isDone());
    if (!said.toString().contains(text)) {
      throw new AssertionError(
          "%s ended with %d: %s".formatted(thread.getName(), command.get(), said));
    }
    return said.toString();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(PATIENCE.toMillis());
    if (thread.isAlive()) {
      throw new AssertionError(thread.getName() + " did not stop within " + PATIENCE);
    }
  }
}
