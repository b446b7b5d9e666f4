package io.harbinger.source.cmapss.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a file by HTTP and goes on where a connection broke (RFC 9110, range requests). A server
 * that knows no ranges, or has another version by now, sends the whole file again.
 *
 * <p>Each new attempt but one must have brought something, so it always ends.
 */
final class HttpFetch {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int BUFFER = 1 << 16;

  /** Breaks in a row without a single byte between them. */
  private static final int FRUITLESS = 2;

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+)");

  private final HttpClient client;
  private final Duration patience;

  /**
   * Fetches with a time limit.
   *
   * @param patience for a connection, for an answer's beginning and for its next bytes
   */
  HttpFetch(Duration patience) {
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** Brings a partial file to its end; what has come is kept where that fails. */
  void fetch(URI address, PartialFile partial, DownloadProgress progress)
      throws IOException, InterruptedException {
    int fruitless = 0;
    while (true) {
      long had = partial.size();
      try {
        attempt(address, partial, progress);
        return;
      } catch (ConnectException | HttpConnectTimeoutException e) {
        throw new DownloadException("cannot be reached" + why(e), e);
      } catch (IOException e) {
        fruitless = partial.size() > had ? 0 : fruitless + 1;
        if (fruitless == FRUITLESS) {
          throw new DownloadException(
              "broke off after %d bytes%s".formatted(partial.size(), why(e)), e);
        }
      }
    }
  }

  private static String why(IOException e) {
    if (e.getCause() instanceof UnresolvedAddressException
        || (e.getCause() != null
            && e.getCause().getCause() instanceof UnresolvedAddressException)) {
      return " (its name is not known here: is there a network?)";
    }
    return e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
  }

  /** One request, to the file's end. */
  private void attempt(URI address, PartialFile partial, DownloadProgress progress)
      throws IOException, InterruptedException {
    long had = partial.size();
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    Optional<String> version = partial.version();
    boolean resuming = had > 0 && version.isPresent();
    if (resuming) {
      request.header("Range", "bytes=" + had + "-").header("If-Range", version.orElseThrow());
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      Matcher range =
          CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
      switch (response.statusCode()) {
        case OK -> {
          OptionalLong length = response.headers().firstValueAsLong("Content-Length");
          progress.begin(address.toString(), length, 0);
          try (OutputStream out = partial.begin(version(response))) {
            copy(body, out, 0, progress);
          }
        }
        case PARTIAL -> {
          if (!resuming
              || !range.matches()
              || range.group(1) == null
              || Long.parseLong(range.group(1)) != had) {
            partial.delete();
            throw new IOException("asked for bytes from %d on, got others".formatted(had));
          }
          long whole = Long.parseLong(range.group(2));
          progress.begin(address.toString(), OptionalLong.of(whole), had);
          try (OutputStream out = partial.append()) {
            copy(body, out, had, progress);
          }
          if (partial.size() != whole) {
            throw new IOException("the answer ended early");
          }
        }
        case RANGE_NOT_SATISFIABLE -> {
          if (!(resuming && range.matches() && Long.parseLong(range.group(2)) == had)) {
            partial.delete();
            throw new IOException("there are no bytes from %d on".formatted(had));
          }
        }
        default ->
            throw new DownloadException(
                "answered with status %d (expected 200)".formatted(response.statusCode()));
      }
    }
  }

  private void copy(InputStream body, OutputStream out, long from, DownloadProgress progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long at = from;
    try (Stall stall = new Stall(body, patience)) {
      for (int read = stall.read(buffer); read >= 0; read = stall.read(buffer)) {
        out.write(buffer, 0, read);
        at += read;
        progress.at(at);
      }
    }
  }

  /** What tells this version from others: a strong ETag, else the time of the last change. */
  private static Optional<String> version(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> response.headers().firstValue("Last-Modified"));
  }
}
