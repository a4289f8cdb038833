package dev.leeway.standalone.bench.ingest;

import dev.leeway.standalone.process.ProcessUse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/** A server that is measured: where it takes spans, what it has used, what it holds. */
interface Server extends AutoCloseable {
  /** Where spans can be sent to. */
  record Address(Door door, URI uri) {}

  String name();

  List<Address> addresses();

  ProcessUse use() throws IOException;

  /** Spans that arrived where they end, since it started; empty where nobody can tell. */
  OptionalLong stored() throws IOException, InterruptedException;

  /** Whether what was sent can be read back; true where nothing is kept to be read. */
  boolean holds(String traceId) throws IOException, InterruptedException;

  @Override
  void close();
}
