package io.harbinger.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class MetricsEndpointTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void servesTheRegistryAndTheJavaMachine() throws Exception {
    registry.counter("harbinger.readings").increment(3);
    try (MetricsEndpoint endpoint = MetricsEndpoint.start(registry, 0)) {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(endpoint.url())).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("harbinger_readings_total 3.0", "jvm_memory_used_bytes");
    }
  }

  @Test
  void servesOnTheInterfaceThatIsAskedFor() throws Exception {
    try (MetricsEndpoint endpoint = MetricsEndpoint.start(registry, "0.0.0.0", 0)) {
      URI here = URI.create(endpoint.url().replace("0.0.0.0", "127.0.0.1"));
      HttpResponse<Void> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.discarding());
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void namesAPortThatIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> MetricsEndpoint.start(registry, other.getLocalPort()))
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("--metrics-port");
    }
  }
}
