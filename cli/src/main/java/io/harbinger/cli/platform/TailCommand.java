package io.harbinger.cli.platform;

import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.observation.TopicPositions;
import io.harbinger.platform.observation.TopicReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a topic's records as they come. */
@Command(
    name = "tail",
    description = "Print a topic's committed records as they come, one JSON object a line.",
    sortOptions = false,
    footer = {
      "",
      "Example: alerts of a running demo",
      "  ./harbinger tail maintenance.alerts",
      "Example: the first ten readings, with key, partition and offset",
      "  ./harbinger tail sensor.readings --from-beginning -n 10 --envelope"
    })
public final class TailCommand implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TOPIC",
      description =
          "sensor.readings, sensor.windows, rul.predictions, maintenance.alerts or dead.letters.")
  private String topic;

  @Mixin private KafkaOptions kafka;

  @Option(names = "--from-beginning", description = "Begin with the oldest record.")
  private boolean fromBeginning;

  @Option(
      names = {"-n", "--max-records"},
      paramLabel = "N",
      description = "End after so many records (default: at Ctrl-C).")
  private @Nullable Long most;

  @Option(
      names = "--envelope",
      description = "Print key, partition, offset and timestamp around each record.")
  private boolean envelope;

  @Override
  public Integer call() throws Exception {
    RecordPrinter printer = new RecordPrinter(Topics.named(topic), envelope);
    PrintWriter out = spec.commandLine().getOut();
    StopRequest stop = new StopRequest();
    AtomicLong printed = new AtomicLong();
    try (StopSignals signals = StopSignals.listen(stop);
        TopicReader reader =
            TopicReader.start(
                kafka.client(),
                positions(),
                record -> {
                  if (!stop.isRequested()) {
                    print(printer, record, out);
                    if (most != null && printed.incrementAndGet() >= most) {
                      stop.request();
                    }
                  }
                })) {
      while (!stop.await(LOOK_AGAIN)) {
        reader
            .failure()
            .ifPresent(
                e -> {
                  throw new IllegalStateException("cannot read " + topic, e);
                });
      }
    }
    return 0;
  }

  private static void print(
      RecordPrinter printer, ConsumerRecord<byte[], byte[]> record, PrintWriter out) {
    out.println(printer.line(record));
    out.flush();
  }

  private Map<TopicPartition, Long> positions() throws InterruptedException {
    try (Admin admin = Admin.create(kafka.client())) {
      return fromBeginning
          ? TopicPositions.beginnings(admin, List.of(topic))
          : TopicPositions.ends(admin, List.of(topic));
    }
  }
}
