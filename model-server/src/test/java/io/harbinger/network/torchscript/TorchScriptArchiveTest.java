package io.harbinger.network.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchScriptArchiveTest {

  private static final String FORWARD =
      """
        def forward(self: __torch__.Line,
          x: Tensor) -> Tensor:
          wide = torch.add(torch.mul(x, self.slope), self.inner.offset)
          return torch.to(wide, 6, False, False, None)
      """;

  /** {@code slope * x + inner.offset}, the offset in 64 bits. */
  private static ScriptObject line() {
    ScriptObject inner =
        new ScriptObject(
            "Inner", Map.of(), Map.of("offset", ScriptTensor.of(List.of(1e-3, 0.0))), Map.of(), "");
    return new ScriptObject(
        "Line",
        Map.of("slope", ScriptTensor.of(List.of(2L, 2L), 1, 2, 3, 4)),
        Map.of(),
        Map.of("inner", inner),
        FORWARD);
  }

  @Test
  void theEngineReadsTensorsOfAModuleAndOfTheModulesInIt() {
    assertThat(run(line())).containsExactly(1.001f, 4, 9.001f, 16);
  }

  @Test
  void aShiftedWeightIsTheOnlyOneThatChanges() {
    assertThat(run(line().shifted("slope", 2, 0.5))).containsExactly(1.001f, 4, 10.501f, 16);
    assertThatThrownBy(() -> line().shifted("inner.scale", 0, 1))
        .hasMessage("module Inner has no scale among its parameters [] and modules []");
    assertThatThrownBy(() -> line().shifted("outer.scale", 0, 1))
        .hasMessageContaining("module Line has no outer");
  }

  @Test
  void theBytesAreAFunctionOfTheModule() throws IOException {
    byte[] bytes = TorchScriptArchive.of(line(), Map.of("notes", "text"));

    assertThat(TorchScriptArchive.of(line(), Map.of("notes", "text"))).isEqualTo(bytes);
    Map<String, String> entries = entries(bytes);
    assertThat(entries.keySet())
        .containsExactlyInAnyOrder(
            "Line/data.pkl",
            "Line/code/__torch__.py",
            "Line/constants.pkl",
            "Line/data/0",
            "Line/data/1",
            "Line/extra/notes",
            "Line/version",
            "Line/byteorder");
    assertThat(entries).containsEntry("Line/extra/notes", "text");
    assertThat(entries.get("Line/code/__torch__.py"))
        .startsWith(
            """
            class Inner(Module):
              __parameters__ = []
              __buffers__ = ["offset", ]
              training : bool
              offset : Tensor
            class Line(Module):
              __parameters__ = ["slope", ]
              __buffers__ = []
              training : bool
              slope : Tensor
              inner : __torch__.Inner
            """);
  }

  @Test
  void aModuleThatTheEngineRefusesIsNamed() {
    ScriptObject nonsense = ScriptObject.ofMethods("Nonsense", "  def forward(self) -> :\n");
    byte[] bytes = TorchScriptArchive.of(nonsense);
    assertThatThrownBy(() -> LoadedScript.of(bytes, "nonsense"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the engine refused the module nonsense");
  }

  @Test
  void oneNameIsOneClass() {
    ScriptObject two =
        new ScriptObject(
            "Two",
            Map.of(),
            Map.of(),
            Map.of(
                "a", ScriptObject.ofMethods("Same", "  one\n"),
                "b", ScriptObject.ofMethods("Same", "  other\n")),
            "");
    assertThatThrownBy(() -> TorchScriptArchive.of(two))
        .hasMessage("two classes named Same in one module");
  }

  @Test
  void aTensorHasAsManyValuesAsItsShapeSays() {
    assertThatThrownBy(() -> ScriptTensor.of(List.of(2L, 2L), 1, 2, 3))
        .hasMessage("a tensor of shape [2, 2] with 3 values (expected 4)");
  }

  private static float[] run(ScriptObject module) {
    try (LoadedScript loaded = LoadedScript.of(TorchScriptArchive.of(module), "line")) {
      return loaded.outputs(new float[] {1, 2, 3, 4}, new Shape(2, 2)).get(0);
    }
  }

  private static Map<String, String> entries(byte[] bytes) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
