package io.harbinger.platform.monitoring;

import io.harbinger.platform.demo.Demo;
import io.harbinger.platform.demo.DemoSource;
import io.harbinger.platform.embedded.EmbeddedPlatform;
import io.harbinger.platform.lifecycle.StopRequest;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A demo that goes on until it is closed. */
public final class LiveDemo implements AutoCloseable {

  private final StopRequest stop = new StopRequest();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Future<?> run;

  private LiveDemo(EmbeddedPlatform platform, DemoSource source, double perSecond) {
    Demo demo = new Demo(platform, source, OptionalDouble.of(perSecond), (status, fleet) -> {});
    run = executor.submit(() -> demo.run(null, stop));
  }

  /** Starts to send the source's readings. */
  public static LiveDemo start(EmbeddedPlatform platform, DemoSource source, double perSecond) {
    return new LiveDemo(platform, source, perSecond);
  }

  /** Fails where the demo has failed. */
  public void checkAlive() throws Exception {
    if (run.isDone()) {
      run.get();
    }
  }

  @Override
  public void close() throws Exception {
    stop.request();
    run.get(2, TimeUnit.MINUTES);
    executor.shutdown();
  }
}
