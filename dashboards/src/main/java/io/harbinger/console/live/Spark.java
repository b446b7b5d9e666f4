package io.harbinger.console.live;

/**
 * A run's remaining life in few points, for a small drawing.
 *
 * @param stride how many cycles' predictions one point stands for
 * @param rul in cycles, oldest first
 * @param low lower ends of the intervals; NaN where there is none
 * @param high upper ends
 */
@SuppressWarnings("ArrayRecordComponent")
public record Spark(int stride, float[] rul, float[] low, float[] high) {

  /** At most this many points. */
  public static final int POINTS = 48;

  /** The given run's predictions, every n-th of them so that they fit, the newest always. */
  static Spark of(Series predictions, long run) {
    int first = predictions.size();
    while (first > 0 && predictions.runs()[first - 1] == run) {
      first--;
    }
    int rows = predictions.size() - first;
    int stride = 1;
    while (rows / stride > POINTS - 1) {
      stride *= 2;
    }
    int points = rows == 0 ? 0 : (rows - 1) / stride + 1;
    float[] rul = new float[points];
    float[] low = new float[points];
    float[] high = new float[points];
    for (int i = 0; i < points; i++) {
      int row = predictions.size() - 1 - (points - 1 - i) * stride;
      rul[i] = predictions.columns()[AssetHistory.RUL][row];
      low[i] = predictions.columns()[AssetHistory.LOW][row];
      high[i] = predictions.columns()[AssetHistory.HIGH][row];
    }
    return new Spark(stride, rul, low, high);
  }
}
