package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;

/** One signal of one slice, with the keys of its state. */
record SeriesKey(Slice slice, String signal) {
  /** Which panes are open: read by every partial. */
  String headKey() {
    return "a\0" + name();
  }

  /** The open panes of one hour: touched by every partial. */
  String hourKey(long hourStartMillis) {
    return "o\0" + name() + "\0" + hourStartMillis;
  }

  /** Detector state: touched when a pane closes. */
  String detectorKey() {
    return "d\0" + name();
  }

  /** Hourly histograms: touched once an hour, and by late partials. */
  String historyKey() {
    return "h\0" + name();
  }

  /** What the four-week rule remembers: touched once an hour. */
  String seasonKey() {
    return "w\0" + name();
  }

  private String name() {
    return slice.id() + "\0" + signal;
  }
}
