package io.harbinger.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamClientTest {

  private static final byte[] MESSAGE =
      StreamClient.event("change", "{}".getBytes(StandardCharsets.UTF_8));

  @Test
  void anEventIsItsNameAndItsDataInOneBlock() {
    assertThat(new String(MESSAGE, StandardCharsets.UTF_8))
        .isEqualTo("event: change\ndata: {}\n\n");
  }

  @Test
  void aClientThatOverflowsIsToldToBeginAgain() throws Exception {
    StreamClient client = new StreamClient(2);
    assertThat(client.offer(MESSAGE)).isTrue();
    assertThat(client.offer(MESSAGE)).isTrue();
    assertThat(client.offer(MESSAGE)).isFalse();
    assertThat(client.offer(MESSAGE)).isFalse();
    assertThat(pumped(client)).isEqualTo(":\n\nevent: reload\ndata: {}\n\n");
  }

  @Test
  void aClientThatEndsGetsNothingMore() throws Exception {
    StreamClient client = new StreamClient(2);
    client.offer(MESSAGE);
    client.end();
    assertThat(client.offer(MESSAGE)).isFalse();
    assertThat(pumped(client)).isEqualTo(":\n\n");
  }

  private static String pumped(StreamClient client) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    client.pump(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
