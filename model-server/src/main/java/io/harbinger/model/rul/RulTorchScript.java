package io.harbinger.model.rul;

import io.harbinger.model.Backend;
import io.harbinger.model.ModelDirectory;
import io.harbinger.network.export.ScriptModules;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.TorchScriptFile;
import io.harbinger.network.torchscript.LoadedScript;
import io.harbinger.network.torchscript.ScriptObject;
import io.harbinger.network.torchscript.ScriptTensor;
import io.harbinger.network.torchscript.TorchScriptArchive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model of remaining life as one TorchScript file, for programs that have libtorch alone.
 *
 * <p>Its method {@code forward} takes windows {@code (batch, window, channels)} as they were read,
 * in engineering units, the oldest reading first: scaling and clipping are part of the module. It
 * gives the probability of failure within each horizon, {@code (batch, horizons)}, never falling
 * from one horizon to the next, and the RUL in cycles, {@code (batch)}, within 0 and the cap, both
 * in 32 bits. A window of another shape is refused; a value that is no number is not, and makes its
 * window's outputs NaN. The manifest lies in the file as the extra file {@code model.json}.
 *
 * <p>Inputs are scaled in 64 bits, as in Java: in 32 bits a sensor that varies by a hundredth of a
 * percent would lose digits.
 */
public final class RulTorchScript {

  private static final String CLASS = "RulModel";
  private static final String INPUT = "window";

  /** TorchScript's numbers of element types. */
  private static final int FLOAT = 6;

  private static final int DOUBLE = 7;

  private static final double CONTROL_SHIFT = 0.5;

  private RulTorchScript() {}

  /**
   * Writes a model's file and checks it: loaded again by the engine it tells what the served model
   * tells, and with one weight shifted it does not. Fails, and leaves nothing behind, otherwise.
   *
   * @param path the model's directory, {@code NAME/VERSION} or {@code NAME}
   * @param file must not exist; its directory must
   */
  public static RulExportReport write(Path path, Path file) {
    ModelDirectory directory = ModelDirectory.open(path);
    try (RulModel model = RulModel.load(directory, Backend.PYTORCH);
        PyTorchRulEngine engine =
            new PyTorchRulEngine(model.spec().network(), RulModel.weights(directory))) {
      ScriptObject module = module(engine.network(), model.spec());
      RulExportCheck check = new RulExportCheck(model, RulModel.sample(directory));
      Map<String, String> extra = Map.of(ModelDirectory.MANIFEST, manifest(directory));
      return TorchScriptFile.write(
          file,
          module,
          extra,
          loaded ->
              new RulExportReport(
                  check.windows(),
                  equal(check, loaded),
                  different(check, module, control(model.spec().network()))));
    }
  }

  static RulDeviation equal(RulExportCheck check, LoadedScript loaded) {
    RulDeviation deviation = check.deviation(loaded);
    if (!deviation.negligible()) {
      throw new IllegalStateException(
          "the written module does not tell what the model tells: %s; nothing was written"
              .formatted(deviation));
    }
    return deviation;
  }

  /** A live weight: it shifts the first layer's first unit, JANET's forget gate, at every step. */
  private static String control(RulNetworkConfig config) {
    return config.layerName(0) + ".bias";
  }

  private static RulDeviation different(RulExportCheck check, ScriptObject module, String weight) {
    byte[] shifted = TorchScriptArchive.of(module.shifted(weight, 0, CONTROL_SHIFT));
    try (LoadedScript control = LoadedScript.of(shifted, CLASS)) {
      RulDeviation deviation = check.deviation(control);
      if (deviation.negligible()) {
        throw new IllegalStateException(
            "the check does not notice that %s is shifted by %s: %s; nothing was written"
                .formatted(weight, CONTROL_SHIFT, deviation));
      }
      return deviation;
    }
  }

  private static String manifest(ModelDirectory directory) {
    return new String(directory.bytes(ModelDirectory.MANIFEST), StandardCharsets.UTF_8);
  }

  /** The module of a network. */
  static ScriptObject module(RulNetwork network, RulSpec spec) {
    return ScriptModules.of(CLASS, INPUT, scope -> body(network, spec, scope));
  }

  private static List<String> body(RulNetwork network, RulSpec spec, ScriptScope scope) {
    refuseOthers(network.config(), scope);
    List<String> raw = network.script(scope, scaled(spec.scaling(), scope));
    String probabilities = "torch.cummax(torch.sigmoid(%s), 1)".formatted(raw.get(0));
    String rul =
        "torch.clamp(torch.mul(%s, %s), 0., %s)"
            .formatted(raw.get(1), spec.scaling().rulScale(), spec.scaling().cap());
    return List.of(scope.let(List.of("within", "at"), probabilities).get(0), scope.let("rul", rul));
  }

  private static void refuseOthers(RulNetworkConfig config, ScriptScope scope) {
    String message =
        "expected windows of shape (batch, %d, %d): readings, oldest first, and their channels"
            .formatted(config.window(), config.channels());
    scope.refuse("torch.ne(torch.dim(%s), 3)".formatted(INPUT), message);
    scope.refuse("torch.ne(torch.size(%s, 1), %d)".formatted(INPUT, config.window()), message);
    scope.refuse("torch.ne(torch.size(%s, 2), %d)".formatted(INPUT, config.channels()), message);
  }

  private static String scaled(RulScaling scaling, ScriptScope scope) {
    ScriptScope own = scope.child("scaling");
    String offset = own.buffer("offset", ScriptTensor.of(scaling.offset()));
    String scale = own.buffer("scale", ScriptTensor.of(scaling.scale()));
    String wide = scope.let("wide", to(INPUT, DOUBLE));
    String scaled = "torch.mul(torch.sub(%s, %s), %s)".formatted(wide, offset, scale);
    String clipped = "torch.clamp(%s, -%s, %s)".formatted(scaled, scaling.clip(), scaling.clip());
    return scope.let("scaled", to(clipped, FLOAT));
  }

  private static String to(String tensor, int type) {
    return "torch.to(%s, %d, False, False, None)".formatted(tensor, type);
  }
}
