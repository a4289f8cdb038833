package dev.leeway.collector.intake;

import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.OtlpScanner;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.RequestSplitter;
import dev.leeway.collector.otlp.Scan;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.collector.publish.KafkaPublisher;
import dev.leeway.collector.publish.Publication;
import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole intake, in call order: decompress, convert, scan, split, publish, answer. Thread-safe.
 *
 * <p>An answer comes only when Kafka has acknowledged all parts of a request, or when that is known
 * to fail. The work is done by a fixed number of workers in front of a bounded queue.
 */
public final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final IntakeLimits limits;
  private final KafkaPublisher publisher;
  private final CollectorMetrics metrics;
  private final ByteBudget budget;
  private final Decompressor decompressor;
  private final ThreadPoolExecutor workers;

  public Intake(IntakeLimits limits, KafkaPublisher publisher, CollectorMetrics metrics) {
    this.limits = limits;
    this.publisher = publisher;
    this.metrics = metrics;
    this.budget = new ByteBudget(limits.bytesInFlightMax());
    this.decompressor = new Decompressor(limits.requestBytesMax());
    this.workers =
        new ThreadPoolExecutor(
            limits.workers(),
            limits.workers(),
            0,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(limits.requestsQueuedMax()),
            Thread.ofPlatform().daemon().name("collector-worker-", 0).factory());
  }

  public ByteBudget budget() {
    return budget;
  }

  /** The most that a body with that encoding may have as it comes. */
  public int bodyBytesMax(Compression compression) {
    return compression == Compression.IDENTITY
        ? limits.requestBytesMax()
        : Math.min(limits.compressedBytesMax(), limits.requestBytesMax());
  }

  /**
   * Takes a request whose body the lease already holds; the lease stays the caller's to close. The
   * future never fails.
   */
  public CompletableFuture<Answer> accept(Export export, ByteBudget.Lease lease) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    metrics.request(export.signal());
    try {
      workers.execute(() -> work(export, lease, answer));
    } catch (RejectedExecutionException e) {
      answer.complete(refuse(export.signal(), Refusal.OVERLOADED, "too many requests wait"));
    }
    return answer;
  }

  /** Counts and answers a request whose body never came whole. */
  public Answer refuseUnread(Signal signal, Refusal refusal, String reason) {
    metrics.request(signal);
    return refuse(signal, refusal, reason);
  }

  /** Finishes what is queued. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} requests were not finished", workers.getQueue().size());
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void work(Export export, ByteBudget.Lease lease, CompletableFuture<Answer> answer) {
    try {
      Body body = decode(export, lease);
      switch (body) {
        case Body.Refused refused ->
            answer.complete(refuse(export.signal(), refused.refusal(), refused.reason()));
        case Body.Bytes bytes -> take(export, bytes.bytes(), lease, answer);
      }
    } catch (RuntimeException | Error e) {
      LOG.error(
          "a {} request of {} bytes failed here", export.signal().tag(), export.body().length, e);
      answer.complete(refuse(export.signal(), Refusal.INTERNAL, "internal failure, retry later"));
      if (e instanceof VirtualMachineError && !(e instanceof OutOfMemoryError)) {
        throw e;
      }
    }
  }

  private Body decode(Export export, ByteBudget.Lease lease) {
    Body body = decompressor.decompress(export.compression(), export.body(), lease);
    if (export.format() == Format.PROTOBUF || !(body instanceof Body.Bytes json)) {
      return body;
    }
    if (!lease.grow(json.bytes().length)) {
      return new Body.Refused(Refusal.OVERLOADED, "too many bytes of requests in flight");
    }
    Conversion conversion =
        OtlpJson.toProtobuf(root(export.signal()), json.bytes(), limits.requestBytesMax());
    return switch (conversion) {
      case Conversion.Protobuf protobuf -> new Body.Bytes(protobuf.bytes());
      case Conversion.Refused refused -> new Body.Refused(Refusal.MALFORMED, refused.reason());
    };
  }

  private void take(
      Export export, byte[] bytes, ByteBudget.Lease lease, CompletableFuture<Answer> answer) {
    Scan scan = OtlpScanner.scan(export.signal(), bytes);
    switch (scan) {
      case Scan.Illegible illegible ->
          answer.complete(refuse(export.signal(), illegible.refusal(), illegible.reason()));
      case Scan.Legible legible
          when legible.refused().isEmpty() && bytes.length <= limits.partBytesMax() ->
          // The common case: the record is the request, byte for byte.
          publish(
              export,
              legible,
              new RequestSplitter.Parts(
                  List.of(new RequestSplitter.Part(bytes, legible.items())), 0, 0),
              answer);
      // The parts are copies.
      case Scan.Legible legible when !lease.grow(bytes.length) ->
          answer.complete(
              refuse(
                  export.signal(),
                  Refusal.OVERLOADED,
                  legible.items(),
                  "too many bytes of requests in flight"));
      case Scan.Legible legible ->
          publish(
              export,
              legible,
              RequestSplitter.split(
                  export.signal(), bytes, legible.refusedItems(), limits.partBytesMax()),
              answer);
    }
  }

  private void publish(
      Export export,
      Scan.Legible scan,
      RequestSplitter.Parts parts,
      CompletableFuture<Answer> answer) {
    Signal signal = export.signal();
    Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    refused.putAll(scan.refused());
    if (parts.tooLarge() > 0) {
      refused.put(Refusal.ITEM_TOO_LARGE, parts.tooLarge());
      if (parts.tooLarge() == scan.items()) {
        answer.complete(
            refuse(
                signal,
                Refusal.ITEM_TOO_LARGE,
                scan.items(),
                "does not fit into "
                    + limits.partBytesMax()
                    + " bytes, not even with its attributes truncated"));
        return;
      }
    }
    if (scan.items() - scan.refusedItems().cardinality() - parts.tooLarge() == 0) {
      answer.complete(accepted(signal, scan.items(), refused, parts.truncated()));
      return;
    }
    List<CompletableFuture<Publication>> publications = new ArrayList<>();
    for (RequestSplitter.Part part : parts.parts()) {
      publications.add(publisher.publish(signal, export.tenant(), part.bytes()));
    }
    CompletableFuture<?> all =
        CompletableFuture.allOf(publications.toArray(CompletableFuture[]::new));
    var _ =
        all.thenRun(
            () -> answer.complete(conclude(signal, scan.items(), refused, parts, publications)));
  }

  /** Runs when all publications are complete. */
  private Answer conclude(
      Signal signal,
      int items,
      Map<Refusal, Integer> refused,
      RequestSplitter.Parts parts,
      List<CompletableFuture<Publication>> publications) {
    PublishedParts published = PublishedParts.of(parts.parts(), publications);
    metrics.published(signal, published.acknowledged(), published.records());
    if (published.failures().isEmpty()) {
      return accepted(signal, items, refused, parts.truncated());
    }
    metrics.ambiguous(signal, published.acknowledged());
    metrics.unconfirmed(signal, published.unknown());
    Publication first = published.failures().getFirst();
    return refuse(
        signal,
        first.outcome() == Publication.Outcome.TOO_LARGE
            ? Refusal.ITEM_TOO_LARGE
            : Refusal.KAFKA_UNAVAILABLE,
        items,
        "kafka has not acknowledged: " + first.reason());
  }

  private Answer accepted(
      Signal signal, int items, Map<Refusal, Integer> refused, int truncatedItems) {
    metrics.accepted(signal, items, refused);
    metrics.truncated(signal, truncatedItems);
    long refusedItems = refused.values().stream().mapToInt(Integer::intValue).sum();
    return new Answer.Accepted(
        refusedItems, RefusalSentence.of(signal, items, refused, truncatedItems));
  }

  private Answer refuse(Signal signal, Refusal refusal, String reason) {
    metrics.refused(signal, refusal);
    return new Answer.Refused(refusal, reason);
  }

  private Answer refuse(Signal signal, Refusal refusal, int items, String reason) {
    metrics.refused(signal, refusal, items);
    return new Answer.Refused(refusal, reason);
  }

  private static OtlpJson.Root root(Signal signal) {
    return switch (signal) {
      case TRACES -> OtlpJson.Root.TRACES;
      case METRICS -> OtlpJson.Root.METRICS;
      case LOGS -> OtlpJson.Root.LOGS;
    };
  }
}
