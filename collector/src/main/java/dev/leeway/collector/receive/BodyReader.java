package dev.leeway.collector.receive;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.leeway.collector.intake.Body;
import dev.leeway.collector.intake.ByteBudget;
import dev.leeway.collector.otlp.Refusal;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Collects a request's body while it comes, within its bound, its time and the budget of all
 * requests. Runs on the request's event loop; one reader reads one request.
 *
 * <p>What comes past a bound is read and thrown away for a while: a client that is still sending
 * hears an answer only when it is done, and a closed connection says less than a status.
 */
final class BodyReader implements Subscriber<HttpObject> {
  private static final long DISCARD_BYTES_MAX = 256L << 20;

  private final int bytesMax;
  private final int framingBytes;
  private final ByteBudget.Lease lease;
  private final BodyPace pace;
  private final List<HttpData> chunks = new ArrayList<>();
  private final CompletableFuture<Body> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private Body.@Nullable Refused refused;
  private int size;
  private long discarded;

  /**
   * Prepares one reading.
   *
   * @param bytesMax of a message, to which the transport adds its framing
   */
  BodyReader(int bytesMax, int framingBytes, ByteBudget.Lease lease, Duration bodyTimeout) {
    this.bytesMax = bytesMax;
    this.framingBytes = framingBytes;
    this.lease = lease;
    this.pace = new BodyPace(bodyTimeout);
  }

  /** The future fails only if the client goes away. */
  CompletableFuture<Body> read(ServiceRequestContext context, HttpRequest request) {
    EventLoop loop = context.eventLoop().withoutContext();
    Future<?> ticking =
        loop.scheduleAtFixedRate(
            () -> tick(context), BodyPace.TICK.toMillis(), BodyPace.TICK.toMillis(), MILLISECONDS);
    request.subscribe(this, loop);
    return body.whenComplete((done, failure) -> ticking.cancel(false));
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (!(object instanceof HttpData data)) {
      return;
    }
    pace.received(data.length());
    if (refused != null) {
      discard(data);
    } else if (data.length() > bytesMax - size + framingBytes) {
      refuse(Refusal.TOO_LARGE, "expected at most " + bytesMax + " bytes, came more", data);
    } else if (!lease.grow(data.length())) {
      refuse(Refusal.OVERLOADED, "too many bytes of requests in flight", data);
    } else {
      chunks.add(data);
      size += data.length();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(refused == null ? new Body.Bytes(joined()) : refused);
  }

  private void tick(ServiceRequestContext context) {
    if (!body.isDone() && pace.tooSlowAtTick()) {
      if (refused == null) {
        refused =
            new Body.Refused(
                Refusal.TOO_SLOW,
                "expected at least %d bytes a second, and the whole body in time, came %d bytes"
                    .formatted(BodyPace.BYTES_PER_SECOND_MIN, size));
        drop();
      }
      giveUp(refused);
      closeAfterAnswer(context);
    }
  }

  /** A stream ends by itself; over HTTP/1 the connection would wait for the rest of the body. */
  private static void closeAfterAnswer(ServiceRequestContext context) {
    if (context.sessionProtocol().isMultiplex()) {
      return;
    }
    var _ =
        context
            .log()
            .whenComplete()
            .thenAccept(log -> {
              var _ = Objects.requireNonNull(log.channel()).close();
            });
  }

  private void refuse(Refusal refusal, String reason, HttpData data) {
    refused = new Body.Refused(refusal, reason);
    drop();
    discard(data);
  }

  private void drop() {
    chunks.clear();
    lease.close();
  }

  private void discard(HttpData data) {
    discarded += data.length();
    if (discarded > DISCARD_BYTES_MAX && refused != null) {
      giveUp(refused);
    }
  }

  private void giveUp(Body.Refused reason) {
    if (subscription != null) {
      subscription.cancel();
    }
    body.complete(reason);
  }

  private byte[] joined() {
    if (chunks.size() == 1) {
      return chunks.getFirst().array();
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (HttpData chunk : chunks) {
      System.arraycopy(chunk.array(), 0, bytes, at, chunk.length());
      at += chunk.length();
    }
    chunks.clear();
    return bytes;
  }
}
