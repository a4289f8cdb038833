package dev.leeway.collector.matrix;

import java.util.Set;

/**
 * One row of the table.
 *
 * @param topic of the requirement
 * @param name what is special about the request
 * @param over the transports that carry it
 */
record Row(String topic, String name, Set<Transport> over, Request request, Expected expected) {

  static Row all(String topic, String name, Request request, Expected expected) {
    return new Row(topic, name, Transport.ALL, request, expected);
  }

  static Row http(String topic, String name, Request request, Expected expected) {
    return new Row(topic, name, Transport.HTTP, request, expected);
  }

  static Row grpc(String topic, String name, Request request, Expected expected) {
    return new Row(topic, name, Transport.GRPC_ONLY, request, expected);
  }

  @Override
  public String toString() {
    return topic + ": " + name;
  }
}
