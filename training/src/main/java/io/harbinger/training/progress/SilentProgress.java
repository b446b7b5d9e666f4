package io.harbinger.training.progress;

/** Shows nothing. */
final class SilentProgress implements Progress {
  @Override
  public void begin(String task, int epochs, long stepsPerEpoch, int epochsDone) {}

  @Override
  public void step(int epoch, long step, double loss) {}

  @Override
  public void endEpoch(int epoch, String summary) {}

  @Override
  public void close() {}
}
