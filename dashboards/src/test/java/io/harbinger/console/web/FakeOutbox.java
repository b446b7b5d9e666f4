package io.harbinger.console.web;

import io.harbinger.console.feed.Origin;
import io.harbinger.console.feed.Outbox;
import io.harbinger.console.feed.OutboxException;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was written and, like Kafka, feeds reports back. */
final class FakeOutbox implements Outbox {

  final List<MaintenanceEvent> reports = new CopyOnWriteArrayList<>();
  final List<DeadLetter> resent = new CopyOnWriteArrayList<>();
  private final FakeFeed feed;
  private volatile boolean refusing;

  FakeOutbox(FakeFeed feed) {
    this.feed = feed;
  }

  void refuse() {
    refusing = true;
  }

  @Override
  public void report(MaintenanceEvent event) {
    check();
    reports.add(event);
    feed.add(event);
  }

  @Override
  public void resend(DeadLetter letter, Origin origin) {
    check();
    resent.add(letter);
  }

  private void check() {
    if (refusing) {
      throw new OutboxException("nothing was written: the broker is away", null);
    }
  }

  @Override
  public void close() {}
}
