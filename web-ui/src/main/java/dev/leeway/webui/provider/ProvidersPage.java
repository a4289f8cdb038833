package dev.leeway.webui.provider;

import java.time.Instant;
import java.util.List;

/** What the page of providers shows. */
record ProvidersPage(List<ProviderReading> providers, Instant minute) {
  ProvidersPage {
    providers = List.copyOf(providers);
  }
}
