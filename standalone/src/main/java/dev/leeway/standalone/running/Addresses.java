package dev.leeway.standalone.running;

import java.net.URI;
import java.util.Optional;

/** Where a running Leeway answers. */
public record Addresses(
    URI web, URI otlpGrpc, URI otlpHttp, URI clickHouse, String kafka, Optional<URI> flink) {

  /** The one line that is printed when everything answers. */
  public String readyLine() {
    return "ready web="
        + web
        + " otlp-grpc="
        + otlpGrpc
        + " otlp-http="
        + otlpHttp
        + " clickhouse="
        + clickHouse
        + " kafka="
        + kafka
        + flink.map(uri -> " flink=" + uri).orElse("");
  }
}
