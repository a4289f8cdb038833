package dev.leeway.standalone.bench.ingest;

import dev.leeway.simulator.load.BodyTemplate;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A protocol by which servers take spans. */
enum Door {
  OTLP_HTTP("OTLP/HTTP", Encoding.OTLP) {
    @Override
    Connection connect(URI server) throws IOException {
      return new HttpConnection(server, "/v1/traces");
    }
  },
  OTLP_GRPC("OTLP/gRPC", Encoding.OTLP) {
    @Override
    Connection connect(URI server) {
      return new GrpcConnection(server);
    }
  },
  ZIPKIN_HTTP("Zipkin v2/HTTP", Encoding.ZIPKIN) {
    @Override
    Connection connect(URI server) throws IOException {
      return new HttpConnection(server, "/api/v2/spans");
    }
  };

  /** So many that no cache and no compression meets the same one again too soon. */
  static final int BODIES = 256;

  private final String title;
  private final Encoding encoding;

  Door(String title, Encoding encoding) {
    this.title = title;
    this.encoding = encoding;
  }

  String title() {
    return title;
  }

  /** The same spans for every door. */
  List<BodyTemplate> bodies(Workload workload) {
    SplittableRandom random = new SplittableRandom(workload.name().hashCode());
    return Stream.generate(() -> encoding.encode(workload.draw(random))).limit(BODIES).toList();
  }

  abstract Connection connect(URI server) throws IOException;
}
