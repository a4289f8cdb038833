package dev.leeway.collector.matrix;

import java.util.EnumSet;
import java.util.Set;

/** What carries a request. */
enum Transport {
  HTTP_1,
  HTTP_2,
  GRPC;

  static final Set<Transport> ALL = EnumSet.allOf(Transport.class);
  static final Set<Transport> HTTP = EnumSet.of(HTTP_1, HTTP_2);
  static final Set<Transport> GRPC_ONLY = EnumSet.of(GRPC);
}
