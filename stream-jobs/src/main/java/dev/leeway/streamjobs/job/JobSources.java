package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.edge.SourceRecord;
import org.apache.flink.api.connector.source.Source;

/** Where the job reads from: a source for each signal's export requests, and one for controls. */
public record JobSources(
    Source<SourceRecord, ?, ?> spans,
    Source<SourceRecord, ?, ?> metrics,
    Source<SourceRecord, ?, ?> logs,
    Source<SourceRecord, ?, ?> controls) {}
