package dev.leeway.webui.agent;

import dev.leeway.storage.query.ServedModel;
import dev.leeway.storage.query.SpanProblem;
import java.util.List;

/**
 * What broke a contract in the range, and which models answered.
 *
 * @param broken how answers broke what was declared of them
 * @param calls how calls broke the definitions of their tools
 * @param models which were asked for and which answered
 */
record ContractReading(
    List<SpanProblem> broken, List<SpanProblem> calls, List<ServedModel> models) {
  static final ContractReading NONE = new ContractReading(List.of(), List.of(), List.of());

  ContractReading {
    broken = List.copyOf(broken);
    calls = List.copyOf(calls);
    models = List.copyOf(models);
  }
}
