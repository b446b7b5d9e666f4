package io.harbinger.contract;

/** JSON that has not the shape of its record. */
final class JsonShapeException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonShapeException(JsonPath path, String came, String expected) {
    super("%s: %s (expected %s)".formatted(path, came, expected));
  }
}
