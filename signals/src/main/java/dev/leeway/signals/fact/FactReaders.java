package dev.leeway.signals.fact;

import dev.leeway.signals.contract.OutputContract;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.event.Facts;
import java.util.ArrayList;
import java.util.List;

/** The list of all readers of facts, and what they read together. */
public final class FactReaders {
  private final List<FactReader> readers;

  public FactReaders(List<FactReader> readers) {
    this.readers = List.copyOf(readers);
  }

  public static FactReaders standard() {
    return standard(List.of());
  }

  /** With what answers must look like by the rules file. */
  public static FactReaders standard(List<OutputContract> contracts) {
    return new FactReaders(
        List.of(
            new MessageFacts(),
            new MediaUsage(),
            new InvalidValues(),
            new CallFacts(),
            new OutputFacts(),
            new ErrorFacts(),
            new AnswerFacts(contracts),
            new ToolCallFacts(),
            new TurnFacts(),
            new ModelFacts(),
            new RateLimitFacts(),
            new QueueFacts(),
            new DocumentFacts(),
            new SourceAgeFacts(),
            new TelemetryFacts()));
  }

  /** These, and what slices are told apart by; that comes first, where there is room for sure. */
  public FactReaders with(List<String> sliceAttributes) {
    if (sliceAttributes.isEmpty()) {
      return this;
    }
    List<FactReader> all = new ArrayList<>();
    all.add(new SliceAttributes(sliceAttributes));
    all.addAll(readers);
    return new FactReaders(all);
  }

  /** All that the span says; nothing for most spans. */
  public Facts of(AgentEvent span, List<Content> contents) {
    FactSink sink = new FactSink();
    for (FactReader reader : readers) {
      reader.read(span, contents, sink);
    }
    return sink.facts();
  }
}
