package io.harbinger.network.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxLibrariesTest {

  @Test
  void areOnTheClassPathOfTheTests() {
    assertThatCode(() -> OnnxLibraries.require("model x", OnnxLibrariesTest.class.getClassLoader()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "ai.onnxruntime.,com.microsoft.onnxruntime:onnxruntime",
    "ai.onnx.proto.,org.tribuo:tribuo-util-onnx",
    "com.google.protobuf.,com.google.protobuf:protobuf-java"
  })
  void whatIsMissingIsNamed(String missing, String library) {
    ClassLoader without =
        new ClassLoader(OnnxLibrariesTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };
    assertThatThrownBy(() -> OnnxLibraries.require("model x, version 3,", without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model x, version 3, asks for onnxruntime, but the library "
                + library
                + " is not on the class path: add it, or take \"backend\" out of the model's manifest");
  }
}
