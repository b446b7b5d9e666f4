package io.harbinger.platform.serving;

import io.harbinger.platform.serving.protocol.ProtocolException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a request's body up to a limit.
 *
 * @param largest bytes that it may have
 */
record BodyReader(int largest) {

  byte[] read(Context context) {
    if (context.header("Inference-Header-Content-Length") != null) {
      throw ProtocolException.of(
          400, "the binary extension is not spoken here (expected the tensors' data as JSON)");
    }
    String encoding = Optional.ofNullable(context.header("Content-Encoding")).orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw ProtocolException.of(
          415, "a body in the encoding %s (expected it as it is)".formatted(encoding));
    }
    if (context.req().getContentLengthLong() > largest) {
      throw tooLarge();
    }
    try (InputStream in = context.bodyInputStream()) {
      byte[] body = in.readNBytes(largest + 1);
      if (body.length > largest) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw ProtocolException.of(400, "the body ended before it was whole: " + e.getMessage());
    }
  }

  private ProtocolException tooLarge() {
    return ProtocolException.of(
        413,
        "a body of more than %d bytes (expected at most that; send smaller batches)"
            .formatted(largest));
  }
}
