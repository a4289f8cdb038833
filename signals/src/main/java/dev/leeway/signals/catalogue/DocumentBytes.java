package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many bytes the retrievals of a run brought. */
final class DocumentBytes implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.document_bytes", "Document bytes", Unit.BYTES, Signal.Scope.RUN)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "UTF-8 bytes of the documents that the retrievals of the run brought "
                  + "together. Absent where none was captured.",
              FailureMode.HARDER_INPUTS,
              FailureMode.STALE_DATA);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.bytes(run, ContentRole.DOCUMENTS);
  }
}
