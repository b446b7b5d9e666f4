package io.harbinger.platform.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Ports {

  private Ports() {}

  /** The port itself where it is free; for 0, any free one. */
  public static int free(int port) {
    try {
      return probe(port);
    } catch (IOException e) {
      throw new IllegalStateException(
          "port %d on 127.0.0.1 is taken; choose another, or 0 for any free one".formatted(port),
          e);
    }
  }

  /** Any free port but this one, which is spoken for though nobody listens there yet. */
  public static int freeBeside(int spokenFor) {
    int port = free(0);
    while (port == spokenFor) {
      port = free(0);
    }
    return port;
  }

  /** The usual port where it is free, else any. */
  public static int usualOrAny(int usual) {
    try {
      return probe(usual);
    } catch (IOException e) {
      return free(0);
    }
  }

  private static int probe(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket.getLocalPort();
    }
  }
}
