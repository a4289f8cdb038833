package dev.leeway.streamjobs.decode;

import dev.leeway.streamjobs.edge.SourceRecord;
import dev.leeway.telemetry.Undecodable;
import java.util.function.Function;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes requests, and sets aside those that name no tenant or that the decoder breaks on. Not
 * thread-safe.
 */
public final class CarefulDecoding<T> {
  private static final Logger LOG = LoggerFactory.getLogger(CarefulDecoding.class);
  private static final String NO_TENANT = "no_tenant";
  private static final String DECODER_FAILED = "decoder_failed";
  private static final int FAILURES_PER_LINE = 1_000;

  private final Decoding.Factory<T> decoding;
  private final Function<Undecodable, T> nothingBut;
  private final Counter failures;
  private Decoding<T> decoder;

  /**
   * Opens a decoder.
   *
   * @param nothingBut a request of which all was set aside
   */
  public CarefulDecoding(
      Decoding.Factory<T> decoding, Function<Undecodable, T> nothingBut, Counter failures) {
    this.decoding = decoding;
    this.nothingBut = nothingBut;
    this.failures = failures;
    this.decoder = decoding.open();
  }

  public T decode(SourceRecord record) {
    if (record.tenantId().isEmpty()) {
      return setAside(record, NO_TENANT, "expected a header leeway-tenant, came none");
    }
    try {
      return decoder.decode(record.tenantId(), record.value(), record.appendMillis());
    } catch (RuntimeException e) {
      // A mistake of ours, and the record will meet it again: without this one request would keep
      // the job restarting, and everybody's telemetry waiting, until the mistake is mended.
      log(record, e);
      decoder = decoding.open();
      return setAside(record, DECODER_FAILED, String.valueOf(e));
    }
  }

  private T setAside(SourceRecord record, String reason, String detail) {
    return nothingBut.apply(new Undecodable(reason, detail, 1, record.value()));
  }

  private void log(SourceRecord record, RuntimeException failure) {
    failures.inc();
    long count = failures.getCount();
    if (count == 1 || count % FAILURES_PER_LINE == 0) {
      LOG.error(
          "the decoder failed on {}-{} offset {}, which goes to the dead letters; failures: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          count,
          failure);
    }
  }
}
