package io.harbinger.network.onnx;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the libraries that ONNX Runtime needs are on the class path. */
public final class OnnxLibraries {

  /** A class of each library, and the library's coordinates. */
  private static final Map<String, String> LIBRARIES = libraries();

  private OnnxLibraries() {}

  private static Map<String, String> libraries() {
    Map<String, String> libraries = new LinkedHashMap<>();
    libraries.put("ai.onnxruntime.OrtEnvironment", "com.microsoft.onnxruntime:onnxruntime");
    libraries.put("ai.onnx.proto.OnnxMl", "org.tribuo:tribuo-util-onnx");
    libraries.put("com.google.protobuf.Message", "com.google.protobuf:protobuf-java");
    return libraries;
  }

  /**
   * Fails unless they are there.
   *
   * @param asker what asks for them, for the message
   * @param loader what would load them; native libraries are of one class loader only, so it is the
   *     one of our own classes
   * @throws IllegalArgumentException that names what is missing
   */
  public static void require(String asker, ClassLoader loader) {
    LIBRARIES.forEach(
        (type, library) -> {
          try {
            // Found, not initialised: no native library is loaded for the question.
            Class.forName(type, false, loader);
          } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                "%s asks for onnxruntime, but the library %s is not on the class path: add it, or take \"backend\" out of the model's manifest"
                    .formatted(asker, library),
                e);
          }
        });
  }
}
