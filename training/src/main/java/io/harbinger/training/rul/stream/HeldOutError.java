package io.harbinger.training.rul.stream;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * How far predictions lie from the truth on held-out engines, in cycles.
 *
 * <p>{@code truncated} is what a test set made as NASA's would come to: each engine is thought to
 * be cut short at every cycle where 6 to {@code most} cycles were left, and its mean square there
 * is one engine's share. {@code everyCycle} counts all cycles of all engines alike. Both compare
 * with the truth up to the cap.
 *
 * @param truncated root of the mean square
 * @param everyCycle root of the mean square
 */
record HeldOutError(double truncated, double everyCycle) {

  private static final int FEWEST_LEFT = 6;

  /** Readings of the shortest engine in a test set. */
  private static final int FEWEST_SEEN = 20;

  static HeldOutError of(List<HeldOutPrediction> predictions, double cap, int most) {
    double engines = 0;
    double squares = 0;
    double cycles = 0;
    double allSquares = 0;
    for (HeldOutPrediction prediction : predictions) {
      int length = prediction.engine().length();
      double own = 0;
      int counted = 0;
      IntPredicate cut =
          t ->
              t + 1 >= FEWEST_SEEN
                  && left(prediction, t) >= FEWEST_LEFT
                  && left(prediction, t) <= most;
      for (int t = 0; t < length; t++) {
        double told = Math.max(0, Math.min(cap, prediction.rul()[t]));
        double error = told - Math.min(cap, left(prediction, t));
        allSquares += error * error;
        cycles++;
        if (cut.test(t)) {
          own += error * error;
          counted++;
        }
      }
      if (counted > 0) {
        squares += own / counted;
        engines++;
      }
    }
    return new HeldOutError(Math.sqrt(squares / engines), Math.sqrt(allSquares / cycles));
  }

  private static int left(HeldOutPrediction prediction, int time) {
    return prediction.engine().rul(time);
  }
}
