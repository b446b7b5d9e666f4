package io.harbinger.console.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The one page, with the token that its writes carry. */
final class Page {

  static final String FILES = "/harbinger-console/static";
  private static final String PAGE = "/harbinger-console/index.html";
  private static final String UPLOT = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private final String html;
  private final Access access;

  Page(Access access) {
    this.access = access;
    this.html = new String(read(PAGE), StandardCharsets.UTF_8);
  }

  /** An empty token makes the page show the login. */
  void serve(Context ctx) {
    ctx.html(html.replace("{{token}}", access.pageToken(ctx).orElse("")));
  }

  /** Where the chart library lies in its jar; its version is the build's alone. */
  static String chartLibrary() {
    Properties about = new Properties();
    try (InputStream in = Page.class.getResourceAsStream(UPLOT)) {
      if (in != null) {
        about.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + UPLOT, e);
    }
    String version = about.getProperty("version");
    if (version == null) {
      throw new IllegalStateException(
          "no chart library on the class path (expected the jar org.webjars.npm:uplot)");
    }
    return "/META-INF/resources/webjars/uplot/%s".formatted(version);
  }

  private static byte[] read(String resource) {
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no %s on the class path".formatted(resource));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
