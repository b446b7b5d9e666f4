package io.harbinger.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks HTTP to a console as a browser does, any header included. */
final class Browser {

  private static final Pattern TOKEN =
      Pattern.compile("name=\"harbinger-token\" content=\"([^\"]*)\"");

  private final URI console;

  Browser(String url) {
    this.console = URI.create(url);
  }

  /** What came back. */
  record Answer(int status, String headers, String body) {
    String header(String name) {
      Matcher matcher =
          Pattern.compile("(?im)^" + Pattern.quote(name) + ": (.*?)\\r?$").matcher(headers);
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  Answer get(String path, Map<String, String> headers) throws IOException {
    return send("GET", path, headers, "");
  }

  Answer get(String path) throws IOException {
    return get(path, Map.of());
  }

  Answer post(String path, String json, Map<String, String> headers) throws IOException {
    return send("POST", path, headers, json);
  }

  /** The token in the page. */
  String pageToken() throws IOException {
    return tokenOf(get("/"));
  }

  static String tokenOf(Answer page) {
    Matcher matcher = TOKEN.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError("no token in " + page.body());
    }
    return matcher.group(1);
  }

  /** An open stream whose bytes the caller reads, or does not; HTTP 1.0 knows no chunks. */
  Socket openStream() throws IOException {
    Socket socket = connect();
    write(socket, "GET", "/api/stream", Map.of("Accept", "text/event-stream"), "", true);
    return socket;
  }

  private Answer send(String method, String path, Map<String, String> headers, String body)
      throws IOException {
    try (Socket socket = connect()) {
      write(socket, method, path, headers, body, false);
      InputStream in = socket.getInputStream();
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int end = all.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(console.getHost(), console.getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private void write(
      Socket socket,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      boolean keepOpen)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1." + (keepOpen ? 0 : 1) + "\r\n");
    if (!headers.containsKey("Host")) {
      head.append("Host: ").append(console.getAuthority()).append("\r\n");
    }
    if (!keepOpen) {
      head.append("Connection: close\r\n");
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (method.equals("POST")) {
      head.append("Content-Type: application/json\r\nContent-Length: ")
          .append(bytes.length)
          .append("\r\n");
    }
    head.append("\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }
}
