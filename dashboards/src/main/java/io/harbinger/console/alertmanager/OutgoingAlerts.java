package io.harbinger.console.alertmanager;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Alertmanager has to be told, and when. An asset has at most one standing alert of a kind: a
 * new one takes the old one's place, which is then over. What is over is told for three more
 * repetitions, since Alertmanager may be restarted before it has told others; an alert that was
 * never told is not told as over. Bounded; thread-safe.
 */
final class OutgoingAlerts {

  private static final int REPEATED_ENDS = 3;

  private final int most;
  private final Duration repeatEvery;
  private final ForwardingMeters meters;
  private final Map<Subject, Standing> standing = new LinkedHashMap<>();
  private final Map<Map<String, String>, Ended> ended = new LinkedHashMap<>();
  private final Map<String, RemainingLife> lives = new HashMap<>();

  OutgoingAlerts(int most, Duration repeatEvery, ForwardingMeters meters) {
    this.most = most;
    this.repeatEvery = repeatEvery;
    this.meters = meters;
  }

  /** Takes a change of an alert's state. */
  synchronized void accept(MaintenanceAlert alert, Instant now) {
    Subject subject = new Subject(alert.getAsset(), alert.getKind());
    Standing before = standing.get(subject);
    switch (alert.getStatus()) {
      case RAISED -> {
        if (before == null || !before.alert.getId().equals(alert.getId())) {
          raise(subject, before, alert, now);
        }
      }
      case CLEARED, UNKNOWN -> {
        if (before != null && before.alert.getRun() <= alert.getRun()) {
          end(subject, before, now);
        }
      }
    }
  }

  private void raise(
      Subject subject, @Nullable Standing before, MaintenanceAlert alert, Instant now) {
    Optional<Map<String, String>> labels = Wording.labels(alert);
    if (labels.isEmpty()) {
      meters.dropped(ForwardingMeters.Drop.UNKNOWN_KIND);
      return;
    }
    if (before != null) {
      end(subject, before, now);
    } else if (standing.size() >= most) {
      meters.dropped(ForwardingMeters.Drop.TOO_MANY);
      return;
    }
    // The same alert anew: to tell its former end again would end it.
    ended.remove(labels.get());
    standing.put(subject, new Standing(labels.get(), alert, now));
  }

  private void end(Subject subject, Standing before, Instant now) {
    standing.remove(subject);
    if (!before.offered) {
      return;
    }
    if (ended.size() >= most) {
      meters.dropped(ForwardingMeters.Drop.TOO_MANY);
      ended.remove(ended.keySet().iterator().next());
    }
    Posting posting =
        new Posting(before.labels, before.alert, life(before.alert), Optional.of(now));
    ended.put(before.labels, new Ended(posting, now));
  }

  /** Takes a prediction, for what is said of the asset's alerts. */
  synchronized void accept(RulPrediction prediction) {
    String asset = prediction.getAsset();
    if (lives.size() < most || lives.containsKey(asset)) {
      lives.put(asset, RemainingLife.of(prediction));
    }
  }

  private Optional<RemainingLife> life(MaintenanceAlert alert) {
    return Optional.ofNullable(lives.get(alert.getAsset()))
        .filter(life -> life.run() == alert.getRun());
  }

  /** What is to be told now, the ends first; they count as told to someone from here on. */
  synchronized List<Posting> due(Instant now, int atMost) {
    List<Posting> due = new ArrayList<>();
    for (Ended end : ended.values()) {
      if (due.size() < atMost && !end.due.isAfter(now)) {
        due.add(end.posting);
      }
    }
    for (Standing alert : standing.values()) {
      if (due.size() < atMost && !alert.due.isAfter(now)) {
        alert.offered = true;
        due.add(new Posting(alert.labels, alert.alert, life(alert.alert), Optional.empty()));
      }
    }
    return due;
  }

  /** These were told. */
  synchronized void told(List<Posting> postings, Instant now) {
    Instant next = now.plus(repeatEvery);
    for (Posting posting : postings) {
      if (posting.ended().isPresent()) {
        ended.computeIfPresent(
            posting.labels(),
            (labels, end) ->
                next.isAfter(end.begun.plus(repeatEvery.multipliedBy(REPEATED_ENDS)))
                    ? null
                    : end.dueAt(next));
      } else {
        Standing alert =
            standing.get(new Subject(posting.alert().getAsset(), posting.alert().getKind()));
        if (alert != null && alert.labels.equals(posting.labels())) {
          alert.due = next;
        }
      }
    }
  }

  /** Alertmanager will not have these: what stands is tried again in its time, an end is not. */
  synchronized void refused(List<Posting> postings, Instant now) {
    told(postings, now);
    for (Posting posting : postings) {
      meters.dropped(ForwardingMeters.Drop.REFUSED);
      if (posting.ended().isPresent()) {
        ended.remove(posting.labels());
      }
    }
  }

  /** When something is to be told next; empty where there is nothing. */
  synchronized Optional<Instant> nextDue() {
    return Stream.concat(
            standing.values().stream().map(alert -> alert.due),
            ended.values().stream().map(end -> end.due))
        .min(Instant::compareTo);
  }

  /** How many alerts stand. */
  synchronized int standing() {
    return standing.size();
  }

  private record Subject(String asset, AlertKind kind) {}

  /** An alert that stands, and when it is to be told next. */
  private static final class Standing {
    private final Map<String, String> labels;
    private final MaintenanceAlert alert;
    private Instant due;
    private boolean offered;

    Standing(Map<String, String> labels, MaintenanceAlert alert, Instant due) {
      this.labels = labels;
      this.alert = alert;
      this.due = due;
    }
  }

  /** An alert that is over, and when that is to be told next. */
  private record Ended(Posting posting, Instant begun, Instant due) {
    Ended(Posting posting, Instant begun) {
      this(posting, begun, begun);
    }

    Ended dueAt(Instant next) {
      return new Ended(posting, begun, next);
    }
  }
}
