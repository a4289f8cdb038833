package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;

/** One signal of one slice, with the keys of its state. */
record SeriesKey(Slice slice, String signal) {
  /** Panes that are still open: touched by every partial. */
  String panesKey() {
    return "a\0" + name();
  }

  /** Detector state: touched when a pane closes. */
  String detectorKey() {
    return "d\0" + name();
  }

  /** Hourly histograms: touched once an hour, and by late partials. */
  String historyKey() {
    return "h\0" + name();
  }

  private String name() {
    return slice.id() + "\0" + signal;
  }
}
