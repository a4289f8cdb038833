package dev.leeway.webui.connect;

import dev.leeway.storage.query.KnownAgent;
import java.time.Instant;
import java.util.List;

/** Who has been heard lately. */
record ConnectPage(List<KnownAgent> heard, Instant now) {
  ConnectPage {
    heard = List.copyOf(heard);
  }
}
