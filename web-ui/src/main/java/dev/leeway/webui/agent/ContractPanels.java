package dev.leeway.webui.agent;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import dev.leeway.signals.contract.ModelName;
import dev.leeway.storage.query.ServedModel;
import dev.leeway.storage.query.SpanProblem;
import dev.leeway.webui.parts.Chip;
import dev.leeway.webui.parts.Links;
import dev.leeway.webui.parts.Notice;
import dev.leeway.webui.parts.Panel;
import dev.leeway.webui.parts.Table;
import dev.leeway.webui.parts.Tone;
import dev.leeway.webui.range.PageQuery;
import dev.leeway.webui.shell.BrowserZone;
import dev.leeway.webui.words.Numbers;
import java.util.List;

/** What broke a contract, each with a run that shows it, and which models answered for which. */
final class ContractPanels {
  private final Panel problems = new Panel("What was broken");
  private final Panel models = new Panel("Models asked for and served");

  Component problems() {
    return problems;
  }

  Component models() {
    return models;
  }

  void show(ContractReading contract, PageQuery query) {
    showProblems(contract, query);
    showModels(contract.models(), query);
  }

  private void showProblems(ContractReading contract, PageQuery query) {
    if (contract.broken().isEmpty() && contract.calls().isEmpty()) {
      problems.says("");
      problems.shows(
          new Notice(
              "Nothing was broken",
              "No answer broke the format or schema that its request or the rules file declared,"
                  + " and no call the definition of its tool. Where nothing is declared, nothing"
                  + " can be broken: what is new in the mix tells then."));
      return;
    }
    problems.says("In words without values; the newest example of each.");
    Div both =
        new Div(
            listed("Answers", contract.broken(), query),
            listed("Tool calls", contract.calls(), query));
    both.addClassName("lw-two-even");
    problems.shows(both);
  }

  private static Component listed(String title, List<SpanProblem> problems, PageQuery query) {
    Div part = new Div(new H3(title));
    if (problems.isEmpty()) {
      part.add(new Notice("None", "Nothing of this kind in this range."));
      return part;
    }
    part.add(
        new Table<SpanProblem>()
            .component("Problem", problem -> wrapped(new Code(problem.text())))
            .number("Spans", problem -> Numbers.count(problem.spans()))
            .text("Last", problem -> BrowserZone.moments().row(problem.lastAt()))
            .component("Example", problem -> example(problem.traceId(), query))
            .rows(problems));
    return part;
  }

  private void showModels(List<ServedModel> served, PageQuery query) {
    if (served.isEmpty()) {
      models.shows(new Notice("No data", "No model call of this range is stored."));
      return;
    }
    models.shows(
        new Table<ServedModel>()
            .text("Provider", model -> orNone(model.provider()))
            .text("Asked for", model -> orNone(model.requested()))
            .text("Served", model -> orNone(model.served()))
            .component("", ContractPanels::verdict)
            .number("Calls", model -> Numbers.count(model.calls()))
            .text("Last", model -> BrowserZone.moments().row(model.lastAt()))
            .component("Example", model -> example(model.traceId(), query))
            .rows(served));
  }

  private static Component verdict(ServedModel model) {
    return ModelName.keeps(model.requested(), model.served())
        .<Component>map(
            kept -> kept ? new Chip("as asked for", Tone.GOOD) : new Chip("substituted", Tone.BAD))
        .orElseGet(() -> new Chip("can't be told by name", Tone.NEUTRAL));
  }

  private static Component wrapped(Component text) {
    Div cell = new Div(text);
    cell.addClassName("lw-mix-name");
    return cell;
  }

  private static Component example(String trace, PageQuery query) {
    return Links.to(Links.run(query, trace), trace.substring(0, 8));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? Numbers.NONE : text;
  }
}
