package dev.leeway.webui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import dev.leeway.webui.words.Moments;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The reader's time zone, as the browser told it; UTC while it has not. */
public final class BrowserZone {
  private BrowserZone() {}

  public static Moments moments() {
    return new Moments(of(UI.getCurrentOrThrow()));
  }

  public static ZoneId of(UI ui) {
    return Optional.ofNullable(ui.getPage().getExtendedClientDetails())
        .map(ExtendedClientDetails::getTimeZoneId)
        .flatMap(BrowserZone::parse)
        .orElse(ZoneOffset.UTC);
  }

  private static Optional<ZoneId> parse(String id) {
    try {
      return Optional.of(ZoneId.of(id));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
