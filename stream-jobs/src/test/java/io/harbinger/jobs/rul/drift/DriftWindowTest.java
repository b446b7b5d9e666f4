package io.harbinger.jobs.rul.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.reference.ReferenceCondition;
import io.harbinger.model.rul.reference.RulReference;
import io.harbinger.model.rul.reference.ValueBins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared with what while versions take each other's place. */
class DriftWindowTest {

  private static final int LEAST = 20;

  private final AtomicReference<String> answers = new AtomicReference<>("1");
  private final AtomicInteger watched = new AtomicInteger();
  @TempDir Path model;
  private ReferenceSource source;

  @BeforeEach
  void write() {
    version("1", List.of("T24"), 0);
    version("2", List.of("T30", "T24"), 1000);
    source = new ReferenceSource(model.toString(), this::watch);
  }

  @Test
  void theReadingsOfTheVersionBeforeAreForgotten() {
    try (ServingReference serving = source.serving()) {
      DriftWindow window = window(serving, Compared.SENSORS);
      add(window, "1", 0);
      assertThat(window.index("T24")).isLessThan(0.1);
      assertThat(window.runs()).isEqualTo(LEAST);

      answers.set("2");
      assertThat(window.index("T24")).as("before the next reading").isNaN();
      assertThat(window.runs()).isZero();
      assertThat(window.follow()).isTrue();
      assertThat(window.latest()).isEmpty();
      assertThat(window.values()).containsExactly("T30", "T24");

      add(window, "2", 1000);
      assertThat(window.index("T24")).isLessThan(0.1);
      assertThat(window.mark()).containsExactly(mark("2"));
    }
  }

  @Test
  void aReadingInAnotherVersionsBinsIsLeftOut() {
    try (ServingReference serving = source.serving()) {
      DriftWindow window = window(serving, Compared.SENSORS);
      add(window, "2", 0);
      assertThat(window.latest()).isEmpty();
      add(window, "1", 0);
      assertThat(window.latest()).hasSize(LEAST);
    }
  }

  @Test
  void aVersionWithTheSameReferenceGoesOnWithTheReadings() {
    version("3", List.of("T24"), 0);
    try (ServingReference serving = source.serving()) {
      DriftWindow window = window(serving, Compared.PREDICTIONS);
      add(window, "1", 0);
      answers.set("3");
      assertThat(window.follow()).isFalse();
      assertThat(window.runs()).isEqualTo(LEAST);
      assertThat(window.index("rul")).isLessThan(0.1);
    }
  }

  @Test
  void aVersionWithoutAReferenceIsComparedWithNothing() {
    write("3", Map.of());
    try (ServingReference serving = source.serving()) {
      DriftWindow window = window(serving, Compared.SENSORS);
      add(window, "1", 0);
      answers.set("3");
      assertThat(window.follow()).isFalse();
      assertThat(window.index("T24")).isNaN();
      assertThat(window.runs()).isZero();
      assertThat(window.mark()).isEmpty();

      answers.set("1");
      assertThat(window.follow()).isTrue();
      assertThat(window.latest()).isEmpty();
    }
  }

  @Test
  void aReferenceThatCannotBeReadIsNone() throws IOException {
    Files.writeString(model.resolve("2").resolve(RulReference.FILE), "{}");
    try (ServingReference serving = source.serving()) {
      answers.set("2");
      assertThat(serving.now()).isEmpty();
      answers.set("gone");
      assertThat(serving.now()).isEmpty();
      answers.set("1");
      assertThat(serving.now()).isPresent();
    }
  }

  @Test
  void oneVersionsDirectoryStaysWhateverAnswers() {
    ReferenceSource one = new ReferenceSource(model.resolve("1").toString(), this::watch);
    try (ServingReference serving = one.serving()) {
      answers.set("2");
      assertThat(serving.now()).map(MarkedReference::mark).contains(mark("1"));
    }
  }

  @Test
  void whatIsWatchedIsGivenBackAndWithoutADirectoryNothingIsWatched() {
    try (ServingReference serving = source.serving()) {
      assertThat(serving.now()).isPresent();
      assertThat(watched).hasValue(1);
    }
    assertThat(watched).hasValue(0);
    ReferenceSource elsewhere = new ReferenceSource("no directory here", this::watch);
    try (ServingReference serving = elsewhere.serving()) {
      assertThat(serving.now()).isEmpty();
      assertThat(watched).hasValue(0);
    }
  }

  private static DriftWindow window(ServingReference serving, Compared compared) {
    return new DriftWindow(serving, new DriftOptions(1, LEAST, LEAST), compared);
  }

  /** As many readings as are needed, each of a run of its own, evenly over a version's bins. */
  private void add(DriftWindow window, String version, double shift) {
    MarkedReference marked = source.of(version).orElseThrow();
    for (int run = 0; run < LEAST; run++) {
      double value = 100.0 * run / LEAST + shift;
      window.add(
          new DriftReading(
              marked.mark(),
              window.values().equals(List.of("rul"))
                  ? marked.reference().prediction(run, value)
                  : marked
                      .reference()
                      .reading(run, List.of(0.0), List.of(value, value))
                      .orElseThrow()));
    }
  }

  private long mark(String version) {
    return source.of(version).orElseThrow().mark();
  }

  private ServedVersion.Watch watch() {
    watched.incrementAndGet();
    return new ServedVersion.Watch() {
      @Override
      public String version() {
        return answers.get();
      }

      @Override
      public void close() {
        watched.decrementAndGet();
      }
    };
  }

  private void version(String version, List<String> sensors, double shift) {
    ValueBins bins =
        ValueBins.ofDeciles(IntStream.range(0, 100).mapToDouble(i -> i + shift).toArray());
    RulReference reference =
        new RulReference(
            50,
            sensors,
            IntStream.range(0, sensors.size()).boxed().toList(),
            List.of(1.0),
            List.of(
                new ReferenceCondition(
                    List.of(0.0), sensors.stream().map(sensor -> bins).toList())),
            bins);
    write(version, Map.of(RulReference.FILE, reference.toBytes()));
  }

  private void write(String version, Map<String, byte[]> files) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ModelDirectory.write(
        model.resolve(version),
        new Manifest(
            Manifest.FORMAT,
            "rul",
            json.objectNode(),
            List.of(),
            json.objectNode(),
            json.objectNode(),
            Map.of()),
        files);
  }
}
