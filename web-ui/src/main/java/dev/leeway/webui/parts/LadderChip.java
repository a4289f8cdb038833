package dev.leeway.webui.parts;

import com.vaadin.flow.component.html.Div;
import dev.leeway.storage.query.SeriesStatus;
import dev.leeway.webui.words.LadderWords;
import java.util.Optional;

/** Shows where a signal stands, such as learning (43 of 2,000); nothing where nobody watches it. */
public final class LadderChip extends Div {
  public LadderChip() {
    setVisible(false);
  }

  public void show(Optional<SeriesStatus> status) {
    removeAll();
    setVisible(status.isPresent());
    status.ifPresent(known -> {
      Chip chip = new Chip(LadderWords.brief(known), Tone.of(known.health()));
      chip.setTitle(LadderWords.say(known));
      add(chip);
    });
  }
}
