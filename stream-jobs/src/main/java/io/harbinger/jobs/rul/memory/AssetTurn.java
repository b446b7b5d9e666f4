package io.harbinger.jobs.rul.memory;

import io.harbinger.contract.DeadLetterReason;
import io.harbinger.jobs.rul.memory.FreshWindow.Reading;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamState;
import io.harbinger.server.Answer;
import io.harbinger.server.InferenceException;
import io.harbinger.server.StateMarks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An asset's windows of one batch on their way through the model, in order: as many of them in one
 * request as can be, one by one where the model refuses or fails on several. {@link #next} and what
 * became of its request take turns until {@link #next} is empty; each window then has a verdict,
 * and {@link #memory} is what to remember.
 *
 * <p>The verdicts and the memory are a function of the memory before and the windows, whichever
 * batches they came in. Not thread-safe.
 */
public final class AssetTurn {

  private final String asset;
  private final TurnRules rules;
  private final List<FreshWindow> windows = new ArrayList<>();
  private final List<@Nullable Verdict> verdicts = new ArrayList<>();
  private final Map<Beginning, Integer> beginnings = new EnumMap<>(Beginning.class);
  private @Nullable AssetMemory memory;
  private boolean changed;
  private int explanations;
  private int stepped;

  /** Windows before this have their verdicts. */
  private int position;

  private @Nullable Piece asked;

  /** Windows that the next request takes at most. */
  private int limit = Integer.MAX_VALUE;

  private boolean oneByOne;
  private boolean withoutState;
  private int failures;
  private int refusals;
  private @Nullable Verdict refusal;

  /**
   * A turn without windows yet.
   *
   * @param asset whose
   * @param memory what is remembered of the asset; null for nothing
   */
  public AssetTurn(String asset, TurnRules rules, @Nullable AssetMemory memory) {
    this.asset = asset;
    this.rules = rules;
    this.memory = memory;
  }

  /** Whose turn it is. */
  public String asset() {
    return asset;
  }

  /** Adds the asset's next window; only before the first {@link #next}. */
  public int add(FreshWindow window) {
    windows.add(window);
    verdicts.add(null);
    return windows.size() - 1;
  }

  /**
   * The request to make now; the same again after a failure that may pass.
   *
   * @param marks of the versions that can answer, where they are known
   */
  public Optional<StreamRequest> next(StateMarks marks) {
    while (position < windows.size()) {
      FreshWindow window = windows.get(position);
      if (isRepeated(window)) {
        decide(new Verdict.Repeated());
        continue;
      }
      Piece piece = piece(window, marks);
      asked = piece;
      refusal = null;
      return Optional.of(piece.request());
    }
    return Optional.empty();
  }

  private boolean isRepeated(FreshWindow window) {
    return memory != null
        && (window.run() < memory.run()
            || (window.run() == memory.run() && window.lastCycle() <= memory.lastCycle()));
  }

  private Piece piece(FreshWindow first, StateMarks marks) {
    Optional<Beginning> beginning = beginning(first, marks);
    AssetMemory before = beginning.isPresent() ? null : memory;
    boolean sameRun = memory != null && memory.run() == first.run();
    Watch watch =
        sameRun && memory != null && rules.explainEvery() > 0 ? memory.watch() : Watch.NONE;
    int untilDue = watch.near() ? watch.untilDue(rules.explainEvery()) : Integer.MAX_VALUE - 1;
    int most = Math.min(oneByOne ? 1 : limit, untilDue + 1);
    Piece piece = new Piece(before, beginning, watch);
    int last = before == null ? Integer.MIN_VALUE : before.lastCycle();
    for (int i = position; i < windows.size() && piece.size() < most; i++) {
      FreshWindow window = windows.get(i);
      List<Reading> unseen = window.after(last);
      if (i > position
          && (!piece.continues(window, unseen, first.run())
              || (before != null && isHandedOver(before, window, marks)))) {
        break;
      }
      piece.add(unseen);
      last = window.lastCycle();
    }
    piece.explain = watch.near() && piece.size() == untilDue + 1;
    return piece;
  }

  private Optional<Beginning> beginning(FreshWindow window, StateMarks marks) {
    if (memory == null || window.run() != memory.run()) {
      return Optional.of(
          memory != null || window.complete() ? Beginning.NEW_RUN : Beginning.NO_STATE);
    }
    if (withoutState || isOrphaned(memory, marks)) {
      return Optional.of(Beginning.OTHER_MODEL);
    }
    if (isHandedOver(memory, window, marks)) {
      return Optional.of(Beginning.NEXT_VERSION);
    }
    return window.firstCycle() < memory.firstCycle()
        ? Optional.of(Beginning.LONGER_HISTORY)
        : Optional.empty();
  }

  private static boolean isPreferred(AssetMemory memory, StateMarks marks) {
    return marks.preferred().isEmpty() || marks.preferred().getAsLong() == memory.state().model();
  }

  /** Whether nobody can go on from the state. */
  private static boolean isOrphaned(AssetMemory memory, StateMarks marks) {
    return !isPreferred(memory, marks) && !marks.served().contains(memory.state().model());
  }

  /**
   * Whether another version is to go on, and the window has what it needs to begin. Until one comes
   * the version before goes on: a state of one reading would tell less.
   */
  private static boolean isHandedOver(AssetMemory memory, FreshWindow window, StateMarks marks) {
    return window.whole() && !isPreferred(memory, marks);
  }

  /**
   * The model answered the request.
   *
   * @return whether to wait before the next request
   */
  public boolean answered(Answer<StreamAnswer> from) {
    Piece piece = Objects.requireNonNull(asked);
    StreamAnswer answer = from.output();
    if (!piece.isAnsweredBy(answer)) {
      return failed(
          InferenceException.Reason.FAILED,
          "the model answered %s (expected %d finite estimates, probabilities from 0 to 1)"
              .formatted(answer.estimates(), piece.readings.size()));
    }
    Watch watch = piece.watch;
    List<Verdict> told = new ArrayList<>();
    for (int i = 0; i < piece.size(); i++) {
      int read = piece.ends.get(i);
      RulEstimate estimate = answer.estimates().get(read - 1);
      boolean near = rules.near(estimate);
      if (watch.due(rules.explainEvery())) {
        if (!(piece.explain && i == piece.size() - 1)) {
          // Only now is it known that this one is watched: up to here again, then it alone.
          limit = i;
          return false;
        }
        watch = watch.explained(near, answer.reasons());
      } else {
        watch = watch.next(near);
      }
      int history = piece.historyBefore() + read;
      int cycle = piece.readings.get(read - 1).cycle();
      told.add(
          new Verdict.Predicted(
              from.model(),
              estimate,
              history,
              AssetMemory.missing(piece.firstCycle(), cycle, history),
              watch.reasons()));
    }
    memory = piece.after(windows.get(position).run(), watch, answer.state());
    changed = true;
    stepped += piece.readings.size();
    explanations += piece.explain ? 1 : 0;
    piece.beginning.ifPresent(why -> beginnings.merge(why, 1, Integer::sum));
    limit = Integer.MAX_VALUE;
    told.forEach(this::decide);
    return false;
  }

  /**
   * The request failed; what is to be tried again comes from {@link #next} again.
   *
   * @param reason anything but CLOSED, which is no verdict on a window
   * @return whether to wait before the next request
   */
  public boolean failed(InferenceException.Reason reason, String message) {
    Piece piece = Objects.requireNonNull(asked);
    if (reason == InferenceException.Reason.QUEUE_FULL) {
      refusals++;
      refusal =
          new Verdict.Dead(
              DeadLetterReason.INFERENCE_REJECTED,
              "after %d attempts: %s".formatted(refusals + failures, message));
      return true;
    }
    if (piece.size() > 1) {
      oneByOne = true;
      return false;
    }
    if (reason == InferenceException.Reason.INVALID_INPUT) {
      if (piece.before != null) {
        // The state may be another model's; without one the window shows whether it is at fault.
        withoutState = true;
        return false;
      }
      decide(dead(DeadLetterReason.INFERENCE_REJECTED, message));
      return false;
    }
    failures++;
    refusal = dead(DeadLetterReason.INFERENCE_FAILED, message);
    if (failures > rules.retries()) {
      decide(refusal);
      return false;
    }
    return true;
  }

  private Verdict dead(DeadLetterReason reason, String message) {
    int attempts = Math.max(1, failures) + refusals;
    return new Verdict.Dead(reason, "after %d attempts: %s".formatted(attempts, message));
  }

  /** Gives up all windows that are left. */
  public void timedOut(String detail) {
    Verdict dead =
        refusal != null ? refusal : new Verdict.Dead(DeadLetterReason.INFERENCE_TIMED_OUT, detail);
    while (position < windows.size()) {
      decide(dead);
    }
  }

  private void decide(Verdict verdict) {
    verdicts.set(position, verdict);
    position++;
    withoutState = false;
    failures = 0;
    refusals = 0;
    refusal = null;
  }

  /** What became of the window that {@link #add} gave this number. */
  public Verdict verdict(int window) {
    return Objects.requireNonNull(verdicts.get(window), "a window without a verdict yet");
  }

  /** What to remember; null for nothing. */
  public @Nullable AssetMemory memory() {
    return memory;
  }

  /** Whether {@link #memory} is another than before. */
  public boolean changed() {
    return changed;
  }

  /** How often a state was begun, by why. */
  public Map<Beginning, Integer> beginnings() {
    return beginnings;
  }

  /** How many readings the state has taken. */
  public int stepped() {
    return stepped;
  }

  /** How many predictions were explained. */
  public int explanations() {
    return explanations;
  }

  /** The windows of one request. */
  private static final class Piece {

    private final @Nullable AssetMemory before;
    private final Optional<Beginning> beginning;
    private final Watch watch;
    private final List<Reading> readings = new ArrayList<>();

    /** After how many readings each window ends. */
    private final List<Integer> ends = new ArrayList<>();

    private boolean explain;

    Piece(@Nullable AssetMemory before, Optional<Beginning> beginning, Watch watch) {
      this.before = before;
      this.beginning = beginning;
      this.watch = watch;
    }

    int size() {
      return ends.size();
    }

    void add(List<Reading> unseen) {
      readings.addAll(unseen);
      ends.add(readings.size());
    }

    boolean continues(FreshWindow window, List<Reading> unseen, long run) {
      return window.run() == run
          && !unseen.isEmpty()
          && window.firstCycle() >= firstCycle()
          && unseen.get(0).isLike(readings.get(0));
    }

    int firstCycle() {
      return before == null ? readings.get(0).cycle() : before.firstCycle();
    }

    int historyBefore() {
      return before == null ? 0 : before.history();
    }

    StreamRequest request() {
      RulWindow window =
          RulWindow.of(
              readings.stream().mapToInt(Reading::cycle).toArray(),
              readings.stream().map(Reading::settings).toArray(double[][]::new),
              readings.stream().map(Reading::sensors).toArray(double[][]::new));
      return new StreamRequest(
          Optional.ofNullable(before).map(AssetMemory::state), window, explain);
    }

    boolean isAnsweredBy(StreamAnswer answer) {
      return answer.estimates().size() == readings.size()
          && answer.estimates().stream()
              .allMatch(
                  estimate ->
                      Double.isFinite(estimate.rul())
                          && isProbability(estimate.within15())
                          && isProbability(estimate.within30()));
    }

    private static boolean isProbability(double value) {
      return value >= 0 && value <= 1;
    }

    AssetMemory after(long run, Watch after, StreamState state) {
      return new AssetMemory(
          run,
          firstCycle(),
          readings.get(readings.size() - 1).cycle(),
          historyBefore() + readings.size(),
          after,
          state);
    }
  }
}
