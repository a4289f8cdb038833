package dev.leeway.collector.matrix;

import com.google.rpc.Status;
import com.linecorp.armeria.common.HttpHeaders;
import java.util.Optional;

/**
 * What came of a request.
 *
 * @param http status over HTTP, 0 over gRPC
 * @param contentType of the answer
 * @param partialSuccess whether it is set
 * @param rejected items of it
 * @param message of the partial success or the error
 * @param error with the code of gRPC, whatever the transport; empty for success
 */
record Outcome(
    int http,
    String contentType,
    HttpHeaders headers,
    boolean partialSuccess,
    long rejected,
    String message,
    Optional<Status> error) {

  int grpc() {
    return error.map(Status::getCode).orElse(Expected.OK);
  }

  /** Whether the client is told when to come again. */
  boolean saysWhenToRetry() {
    return headers.contains("retry-after")
        || error.map(status -> status.getDetailsCount() > 0).orElse(false);
  }
}
