package io.harbinger.training.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Plain lines, few enough for a log. */
final class LineProgress implements Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final PrintStream out;
  private final Clock clock;
  private String task = "";
  private int epochs;
  private long stepsPerEpoch;
  private int epochsDone;
  private long stepsTaken;
  private double lastLoss = Double.NaN;
  private Instant began = Instant.EPOCH;
  private Instant lastLine = Instant.EPOCH;

  LineProgress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void begin(String task, int epochs, long stepsPerEpoch, int epochsDone) {
    this.task = task;
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
    this.epochsDone = epochsDone;
    began = clock.instant();
    lastLine = began;
    String resumed = epochsDone == 0 ? "" : ", resumed after epoch " + epochsDone;
    line("%d epochs of %d steps%s".formatted(epochs, stepsPerEpoch, resumed));
  }

  @Override
  public void step(int epoch, long step, double loss) {
    stepsTaken = (epoch - 1L - epochsDone) * stepsPerEpoch + step;
    lastLoss = loss;
    if (Duration.between(lastLine, clock.instant()).compareTo(BETWEEN_LINES) >= 0) {
      line(
          String.format(
              Locale.ROOT,
              "epoch %d/%d, step %d/%d, loss %.4f, %s",
              epoch,
              epochs,
              step,
              stepsPerEpoch,
              loss,
              speed()));
    }
  }

  @Override
  public void endEpoch(int epoch, String summary) {
    line(
        String.format(
            Locale.ROOT,
            "epoch %d/%d, loss %.4f, %s, %s",
            epoch,
            epochs,
            lastLoss,
            summary,
            speed()));
  }

  @Override
  public void close() {
    out.flush();
  }

  private void line(String text) {
    lastLine = clock.instant();
    out.println(task + ": " + text);
  }

  private String speed() {
    double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
    if (stepsTaken == 0 || seconds == 0) {
      return "time left unknown";
    }
    double stepsPerSecond = stepsTaken / seconds;
    long stepsLeft = (epochs - epochsDone) * stepsPerEpoch - stepsTaken;
    long secondsLeft = Math.round(stepsLeft / stepsPerSecond);
    return String.format(
        Locale.ROOT,
        "%.1f steps/s, %d:%02d:%02d left",
        stepsPerSecond,
        secondsLeft / 3600,
        secondsLeft / 60 % 60,
        secondsLeft % 60);
  }
}
