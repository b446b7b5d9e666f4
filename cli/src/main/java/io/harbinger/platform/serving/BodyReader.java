package io.harbinger.platform.serving;

import io.harbinger.platform.serving.protocol.ProtocolException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request's body up to a limit.
 *
 * @param largest bytes that it may have
 */
record BodyReader(int largest) {

  private static final Logger log = LoggerFactory.getLogger(BodyReader.class);

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

  /**
   * Takes what is left of a refused request's body, up to the limit: a connection that is closed
   * while its caller still writes loses the answer. Who waits to be asked for it ({@code Expect})
   * is not asked.
   */
  void drop(Context context) {
    if (context.header("Expect") != null) {
      return;
    }
    byte[] waste = new byte[8192];
    try (InputStream in = context.bodyInputStream()) {
      long left = largest;
      int taken = 0;
      while (left > 0 && taken >= 0) {
        taken = in.read(waste, 0, (int) Math.min(waste.length, left));
        left -= Math.max(0, taken);
      }
    } catch (IOException e) {
      log.debug("a caller who is refused is gone before the answer", e);
    }
  }

  private ProtocolException tooLarge() {
    return ProtocolException.of(
        413,
        "a body of more than %d bytes (expected at most that; send smaller batches)"
            .formatted(largest));
  }
}
