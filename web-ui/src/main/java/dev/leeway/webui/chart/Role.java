package dev.leeway.webui.chart;

import java.util.Locale;

/** What a line means; its colour follows from that and from the scheme. */
public enum Role {
  NOW,
  HIGH,
  BASELINE,
  GOOD,
  WARN,
  BAD,
  OTHER;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
