package dev.leeway.webui.finding;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.storage.query.SeriesStatus;
import dev.leeway.webui.action.FindingActions;
import dev.leeway.webui.live.Live;

/** The buttons that say what is normal for a drift finding's signal; each says what it will do. */
final class BaselineBar extends Div {
  private final transient Live live;
  private final transient BaselineOrders orders;

  BaselineBar(Live live, BaselineOrders orders) {
    this.live = live;
    this.orders = orders;
    addClassName("lw-actions");
  }

  void show(FindingPage page) {
    removeAll();
    Finding finding = page.finding();
    if (!finding.detector().startsWith("drift.")) {
      return;
    }
    boolean pinned = page.around().status().filter(SeriesStatus::pinned).isPresent();
    String who = FindingActions.LOCAL_ACTOR;
    if (finding.state() == FindingState.OPEN) {
      add(
          button(
              "Take as normal",
              "The finding closes, and what was seen since it began is learned as normal.",
              () -> orders.accept(finding, who)));
    }
    if (pinned) {
      add(
          button(
              "Take the pin back",
              "The signal is compared with what was seen lately again.",
              () -> orders.unpin(finding, who)));
    } else if (!finding.baselineId().isEmpty()) {
      add(
          button(
              "Pin its baseline",
              "From now on the signal is compared with the baseline of this finding alone, until"
                  + " the pin is taken back: slow change is found too, and nothing becomes normal"
                  + " by itself.",
              () -> orders.pin(finding, who)));
    }
  }

  private Button button(String label, String consequence, Runnable order) {
    return new Button(label, event -> ask(label, consequence, order));
  }

  private void ask(String label, String consequence, Runnable order) {
    Dialog dialog = new Dialog();
    dialog.setHeaderTitle(label);
    dialog.add(new Paragraph(consequence));
    Button confirm =
        new Button(
            label,
            event -> {
              dialog.close();
              send(order);
            });
    confirm.addThemeNames("primary");
    dialog.getFooter().add(new Button("Cancel", event -> dialog.close()), confirm);
    dialog.open();
  }

  /** In the background: Kafka may need seconds to answer, or to be known not to. */
  private void send(Runnable order) {
    setEnabled(false);
    live.load(
        UI.getCurrentOrThrow(),
        () -> {
          order.run();
          return true;
        },
        taken -> {
          setEnabled(true);
          Notification.show("Told to the detectors; it shows within a pane.");
        },
        failure -> {
          setEnabled(true);
          Notification.show("Not done: " + failure.getMessage());
        });
  }
}
