package dev.leeway.streamjobs.job;

import dev.leeway.streamjobs.edge.SourceRecord;
import org.apache.flink.api.connector.source.Source;

/** Where the job reads export requests from, a source for each signal that it has a use for. */
public record JobSources(
    Source<SourceRecord, ?, ?> spans,
    Source<SourceRecord, ?, ?> metrics,
    Source<SourceRecord, ?, ?> logs) {}
