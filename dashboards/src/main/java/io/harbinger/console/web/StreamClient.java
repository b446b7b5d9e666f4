package io.harbinger.console.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One browser's stream. Messages wait in a bounded queue; where it overflows, the browser is too
 * slow for deltas, so the queue is dropped and the browser is told to begin again. Any thread may
 * offer; one thread pumps.
 */
final class StreamClient {

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] RELOAD =
      "event: reload\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue;
  private boolean over;

  StreamClient(int capacity) {
    this.queue = new ArrayBlockingQueue<>(capacity);
  }

  /** A server-sent event; the data is one line of JSON. */
  static byte[] event(String name, byte[] data) {
    byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[head.length + data.length + 2];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(data, 0, message, head.length, data.length);
    message[message.length - 2] = '\n';
    message[message.length - 1] = '\n';
    return message;
  }

  /** Queues a message, never waiting; false if this client is over. */
  synchronized boolean offer(byte[] message) {
    if (!over && !queue.offer(message)) {
      end(RELOAD);
    }
    return !over;
  }

  /** Ends the stream once the message in flight is out. */
  synchronized void end() {
    if (!over) {
      end(END);
    }
  }

  private void end(byte[] last) {
    over = true;
    queue.clear();
    queue.add(last);
  }

  /** Writes what is queued until the end; throws when the browser is gone. */
  void pump(OutputStream out) throws IOException, InterruptedException {
    byte[] message = COMMENT;
    while (message != END) {
      out.write(message);
      out.flush();
      if (message == RELOAD) {
        return;
      }
      byte[] next = queue.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
      message = next == null ? COMMENT : next;
    }
  }
}
