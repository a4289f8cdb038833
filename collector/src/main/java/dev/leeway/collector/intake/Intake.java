package dev.leeway.collector.intake;

import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.OtlpScanner;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.RequestSplitter;
import dev.leeway.collector.otlp.Scan;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.collector.publish.KafkaPublisher;
import dev.leeway.collector.publish.Publication;
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
  private final BodyDecoder decoder;
  private final ThreadPoolExecutor workers;

  public Intake(IntakeLimits limits, KafkaPublisher publisher, CollectorMetrics metrics) {
    this.limits = limits;
    this.publisher = publisher;
    this.metrics = metrics;
    this.budget = new ByteBudget(limits.bytesInFlightMax());
    this.decoder = new BodyDecoder(limits.requestBytesMax());
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
      Body body = decoder.decode(export, lease);
      switch (body) {
        case Body.Refused refused ->
            answer.complete(refuse(export.signal(), refused.refusal(), refused.reason()));
        case Body.Bytes bytes -> take(export, bytes, lease, answer);
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

  private void take(
      Export export, Body.Bytes body, ByteBudget.Lease lease, CompletableFuture<Answer> answer) {
    byte[] bytes = body.bytes();
    switch (scan(export, bytes)) {
      case Scan.Illegible illegible -> {
        String hint = illegible.refusal() == Refusal.MALFORMED ? BodyLabel.hint(export, bytes) : "";
        answer.complete(refuse(export.signal(), illegible.refusal(), illegible.reason() + hint));
      }
      case Scan.Legible legible
          when legible.refused().isEmpty() && bytes.length <= limits.partBytesMax() ->
          // The common case: the record is the request, byte for byte.
          publish(
              export,
              verdict(export, legible, body, 0, 0),
              List.of(new RequestSplitter.Part(bytes, legible.items())),
              answer);
      // The parts are copies.
      case Scan.Legible legible when !lease.grow(bytes.length) ->
          answer.complete(
              refuse(
                  export.signal(),
                  Refusal.OVERLOADED,
                  legible.items(),
                  "too many bytes of requests in flight"));
      case Scan.Legible legible -> {
        RequestSplitter.Parts parts =
            RequestSplitter.split(
                export.signal(), bytes, legible.refusedItems(), limits.partBytesMax());
        publish(
            export,
            verdict(export, legible, body, parts.tooLarge(), parts.truncated()),
            parts.parts(),
            answer);
      }
    }
  }

  /** In JSON a request says itself which signal's it is. */
  private static Scan scan(Export export, byte[] bytes) {
    return switch (export.format()) {
      case PROTOBUF -> OtlpScanner.scan(export.signal(), bytes);
      case JSON -> OtlpScanner.scanKnown(export.signal(), bytes);
    };
  }

  private static Verdict verdict(
      Export export, Scan.Legible scan, Body.Bytes body, int tooLarge, int truncated) {
    Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    refused.putAll(scan.refused());
    if (tooLarge > 0) {
      refused.put(Refusal.ITEM_TOO_LARGE, tooLarge);
    }
    List<String> warnings = new ArrayList<>(body.warnings());
    scan.warnings().forEach(warning -> warnings.add(warning.sentence()));
    return new Verdict(export.signal(), scan.items(), refused, truncated, warnings);
  }

  private void publish(
      Export export,
      Verdict verdict,
      List<RequestSplitter.Part> parts,
      CompletableFuture<Answer> answer) {
    if (verdict.items() > 0
        && verdict.refused().getOrDefault(Refusal.ITEM_TOO_LARGE, 0) == verdict.items()) {
      answer.complete(
          refuse(
              export.signal(),
              Refusal.ITEM_TOO_LARGE,
              verdict.items(),
              "does not fit into "
                  + limits.partBytesMax()
                  + " bytes, not even with its attributes truncated"));
      return;
    }
    if (verdict.goodItems() == 0) {
      answer.complete(accepted(verdict));
      return;
    }
    List<CompletableFuture<Publication>> publications = new ArrayList<>();
    for (RequestSplitter.Part part : parts) {
      publications.add(publisher.publish(export.signal(), export.tenant(), part.bytes()));
    }
    CompletableFuture<?> all =
        CompletableFuture.allOf(publications.toArray(CompletableFuture[]::new));
    var _ = all.thenRun(() -> answer.complete(conclude(verdict, parts, publications)));
  }

  /** Runs when all publications are complete. */
  private Answer conclude(
      Verdict verdict,
      List<RequestSplitter.Part> parts,
      List<CompletableFuture<Publication>> publications) {
    PublishedParts published = PublishedParts.of(parts, publications);
    metrics.published(verdict.signal(), published.acknowledged(), published.records());
    if (published.failures().isEmpty()) {
      return accepted(verdict);
    }
    metrics.ambiguous(verdict.signal(), published.acknowledged());
    metrics.unconfirmed(verdict.signal(), published.unknown());
    Publication first = published.failures().getFirst();
    return refuse(
        verdict.signal(),
        first.outcome() == Publication.Outcome.TOO_LARGE
            ? Refusal.ITEM_TOO_LARGE
            : Refusal.KAFKA_UNAVAILABLE,
        verdict.items(),
        "kafka has not acknowledged: " + first.reason());
  }

  private Answer accepted(Verdict verdict) {
    metrics.accepted(verdict.signal(), verdict.items(), verdict.refused());
    metrics.truncated(verdict.signal(), verdict.truncated());
    return new Answer.Accepted(verdict.refusedItems(), VerdictSentence.of(verdict));
  }

  private Answer refuse(Signal signal, Refusal refusal, String reason) {
    metrics.refused(signal, refusal);
    return new Answer.Refused(refusal, reason);
  }

  private Answer refuse(Signal signal, Refusal refusal, int items, String reason) {
    metrics.refused(signal, refusal, items);
    return new Answer.Refused(refusal, reason);
  }
}
