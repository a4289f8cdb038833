package dev.leeway.webui.finding;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.webui.action.ActionKind;
import dev.leeway.webui.action.FindingAction;
import dev.leeway.webui.action.FindingActions;
import dev.leeway.webui.live.Live;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The buttons of a finding's page; each asks for a note, and tells when it was done. */
final class ActionBar extends Div {
  private static final String WHO = FindingActions.LOCAL_ACTOR;
  private static final Duration SILENCE = Duration.ofHours(4);

  private final transient Live live;
  private final transient FindingActions actions;
  private final Runnable done;

  ActionBar(Live live, FindingActions actions, Runnable done) {
    this.live = live;
    this.actions = actions;
    this.done = done;
    addClassName("lw-actions");
  }

  /** Shows what can be done now, given what was done last and still holds. */
  void show(Finding finding, Optional<FindingAction> standing) {
    removeAll();
    String id = finding.findingId();
    boolean open = finding.state() == FindingState.OPEN;
    standing.ifPresent(
        last -> add(button(undo(last.kind()), note -> actions.reopen(id, WHO, note))));
    if (open && standing.isEmpty()) {
      add(
          button("Acknowledge", note -> actions.acknowledge(id, WHO, note)),
          button("Silence for 4 hours", note -> actions.silence(id, SILENCE, WHO, note)));
    }
    if (open && standing.filter(last -> last.kind() == ActionKind.RESOLVED).isEmpty()) {
      add(button("Resolve", note -> actions.resolve(id, WHO, note)));
    }
  }

  private static String undo(ActionKind kind) {
    return switch (kind) {
      case ACKNOWLEDGED -> "Take back the acknowledgement";
      case SILENCED -> "End the silence";
      case RESOLVED, REOPENED -> "Reopen";
    };
  }

  private Button button(String label, Function<String, FindingAction> action) {
    return new Button(label, event -> ask(label, action));
  }

  private void ask(String label, Function<String, FindingAction> action) {
    Dialog dialog = new Dialog();
    dialog.setHeaderTitle(label);
    TextArea note = new TextArea("Note for the others (may be empty)");
    note.setMaxLength(FindingAction.NOTE_LENGTH_MAX);
    note.setWidthFull();
    note.setAutofocus(true);
    dialog.add(note);
    Button confirm =
        new Button(
            label,
            event -> {
              dialog.close();
              act(note.getValue().strip(), action);
            });
    confirm.addThemeNames("primary");
    dialog.getFooter().add(new Button("Cancel", event -> dialog.close()), confirm);
    dialog.open();
  }

  /** In the background: Kafka may need seconds to answer, or to be known not to. */
  private void act(String note, Function<String, FindingAction> action) {
    setEnabled(false);
    live.load(
        UI.getCurrentOrThrow(),
        () -> action.apply(note),
        taken -> {
          setEnabled(true);
          done.run();
        },
        failure -> {
          setEnabled(true);
          Notification.show("Not done: " + failure.getMessage());
        });
  }
}
