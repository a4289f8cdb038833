package dev.leeway.webui.finding;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.webui.action.ActionFailedException;
import dev.leeway.webui.action.ActionKind;
import dev.leeway.webui.action.FindingAction;
import dev.leeway.webui.action.FindingActions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The buttons of a finding's page; each asks for a note, and tells when it was done. */
final class ActionBar extends Div {
  private final transient FindingActions actions;
  private final Runnable done;

  ActionBar(FindingActions actions, Runnable done) {
    this.actions = actions;
    this.done = done;
    addClassName("lw-actions");
  }

  /** Shows what can be done now, given what was done last and still holds. */
  void show(Finding finding, Optional<FindingAction> standing) {
    removeAll();
    String id = finding.findingId();
    if (standing.isPresent()) {
      String undo =
          switch (standing.get().kind()) {
            case ACKNOWLEDGED -> "Take back the acknowledgement";
            case SILENCED -> "End the silence";
            case RESOLVED, REOPENED -> "Reopen";
          };
      add(button(undo, note -> actions.reopen(id, FindingActions.LOCAL_ACTOR, note)));
    }
    boolean open = finding.state() == FindingState.OPEN;
    if (open && standing.isEmpty()) {
      add(button("Acknowledge", note -> actions.acknowledge(id, FindingActions.LOCAL_ACTOR, note)));
      add(
          button(
              "Silence for 4 hours",
              note ->
                  actions.silence(id, Duration.ofHours(4), FindingActions.LOCAL_ACTOR, note)));
    }
    boolean resolved = standing.map(a -> a.kind() == ActionKind.RESOLVED).orElse(false);
    if (open && !resolved) {
      add(button("Resolve", note -> actions.resolve(id, FindingActions.LOCAL_ACTOR, note)));
    }
  }

  private Button button(String label, Consumer<String> action) {
    return new Button(label, event -> ask(label, action));
  }

  private void ask(String label, Consumer<String> action) {
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
              act(() -> action.accept(note.getValue().strip()));
            });
    confirm.addThemeNames("primary");
    dialog.getFooter().add(new Button("Cancel", event -> dialog.close()), confirm);
    dialog.open();
  }

  private void act(Runnable action) {
    try {
      action.run();
      done.run();
    } catch (ActionFailedException e) {
      Notification.show("Not done: " + e.getMessage());
    }
  }
}
