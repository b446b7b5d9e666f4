package io.harbinger.platform.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {

  private Ports() {}

  /** The port itself where it is free; for 0, any free one. */
  static int free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on 127.0.0.1 is taken; choose another, or 0 for any free one".formatted(port),
          e);
    }
  }
}
