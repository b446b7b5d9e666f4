package io.harbinger.platform.embedded;

import io.harbinger.jobs.rul.ModelForm;
import io.harbinger.jobs.rul.ModelSource;
import io.harbinger.jobs.rul.SharedRulModelSource;
import io.harbinger.jobs.rul.SharedStreamModelSource;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulSpec;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.model.rul.stream.StreamSpec;
import io.harbinger.server.ServingOptions;
import io.harbinger.windows.SensorProfile;
import io.harbinger.windows.WindowsOptions;
import java.util.List;

/**
 * The model that the platform serves, as far as the stages must know it, whichever way it reads.
 *
 * @param directory of its version
 * @param form how it reads a machine
 * @param channels of a reading, in order: settings, the cycle, sensors
 * @param settings how many of the channels are settings
 * @param decisions how failure within a horizon is decided
 * @param labelRange largest RUL in cycles among its training engines
 * @param window readings in a whole window
 * @param keyFrameEvery every so many windows one has to be whole
 * @param network in words
 */
public record PlatformModel(
    ModelDirectory directory,
    ModelForm form,
    List<RulSpec.Channel> channels,
    int settings,
    List<RulSpec.Decision> decisions,
    double labelRange,
    int window,
    int keyFrameEvery,
    String network) {

  /** As of the windows topology: a whole window in so many brings back what may have been lost. */
  private static final int STREAM_WINDOW = WindowsOptions.defaults().windowLength();

  /** Copies the lists. */
  public PlatformModel {
    channels = List.copyOf(channels);
    decisions = List.copyOf(decisions);
  }

  /** The model in a directory, of either form. */
  public static PlatformModel in(ModelDirectory directory) {
    return StreamRulModel.isIn(directory)
        ? of(directory, StreamRulModel.spec(directory))
        : of(directory, RulModel.spec(directory));
  }

  private static PlatformModel of(ModelDirectory directory, StreamSpec spec) {
    return new PlatformModel(
        directory,
        ModelForm.STREAMING,
        spec.channels(),
        spec.settings(),
        spec.decisions(),
        spec.labelRange(),
        STREAM_WINDOW,
        STREAM_WINDOW,
        "JANET %s, %d members, reading by reading"
            .formatted(spec.network().units(), spec.network().members()));
  }

  private static PlatformModel of(ModelDirectory directory, RulSpec spec) {
    return new PlatformModel(
        directory,
        ModelForm.WINDOWED,
        spec.channels(),
        spec.settings(),
        spec.decisions(),
        spec.labelRange(),
        spec.network().window(),
        1,
        "JANET %s%s, windows of %d readings"
            .formatted(
                spec.network().units(),
                spec.network().attention() ? " with task-specific attention" : "",
                spec.network().window()));
  }

  /** A version's network in words, or why it cannot be told. */
  public static String networkOf(ModelDirectory version) {
    try {
      return in(version).network();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** How the windows topology is to make its windows. */
  public WindowsOptions windows() {
    return WindowsOptions.defaults()
        .withWindowLength(window)
        .withKeyFrameEvery(keyFrameEvery)
        .withProfile(new SensorProfile(settings, channels.size() - settings - 1));
  }

  /**
   * Where the job's state lies below the platform's directory: the two forms keep nothing that the
   * other could go on from.
   */
  String jobDirectory() {
    return form == ModelForm.STREAMING ? "flink-stream" : "flink";
  }

  /** A lease of this JVM's server, as the job's own. */
  ModelSource.Lease<?, ?> acquire(String modelDirectory, ServingOptions serving) {
    return form == ModelForm.STREAMING
        ? new SharedStreamModelSource(modelDirectory, serving).acquire()
        : new SharedRulModelSource(modelDirectory, serving).acquire();
  }
}
