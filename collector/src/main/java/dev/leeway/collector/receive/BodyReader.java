package dev.leeway.collector.receive;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import dev.leeway.collector.intake.Body;
import dev.leeway.collector.intake.ByteBudget;
import dev.leeway.collector.otlp.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Collects a request's body while it comes, within its bound and the budget of all requests. Runs
 * on the request's event loop; one reader reads one request.
 *
 * <p>What comes past a bound is read and thrown away for a while: a client that is still sending
 * hears an answer only when it is done, and a closed connection says less than a status.
 */
final class BodyReader implements Subscriber<HttpObject> {
  private static final long DISCARD_BYTES_MAX = 256L << 20;

  private final int bytesMax;
  private final ByteBudget.Lease lease;
  private final List<HttpData> chunks = new ArrayList<>();
  private final CompletableFuture<Body> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private Body.@Nullable Refused refused;
  private int size;
  private long discarded;

  private BodyReader(int bytesMax, ByteBudget.Lease lease) {
    this.bytesMax = bytesMax;
    this.lease = lease;
  }

  /** The future fails only if the client goes away. */
  static CompletableFuture<Body> read(HttpRequest request, int bytesMax, ByteBudget.Lease lease) {
    BodyReader reader = new BodyReader(bytesMax, lease);
    request.subscribe(reader);
    return reader.body;
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
    if (refused != null) {
      discard(data);
    } else if (data.length() > bytesMax - size) {
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

  private void refuse(Refusal refusal, String reason, HttpData data) {
    refused = new Body.Refused(refusal, reason);
    chunks.clear();
    lease.close();
    discard(data);
  }

  private void discard(HttpData data) {
    discarded += data.length();
    if (discarded > DISCARD_BYTES_MAX && subscription != null && refused != null) {
      subscription.cancel();
      body.complete(refused);
    }
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
