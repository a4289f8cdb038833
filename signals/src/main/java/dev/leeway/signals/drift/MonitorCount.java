package dev.leeway.signals.drift;

/** What a {@link TenantMonitor} counts. Names are metric labels. */
public enum MonitorCount {
  /** Partials that were taken into a pane before it closed. */
  PARTIALS,
  /** Partials that came after their pane had closed: they correct history, never the alarm. */
  LATE_PARTIALS,
  /** Partials of whole hours, which go to history at once. */
  HOUR_PARTIALS,
  /** Partials older than the history: set aside. */
  TOO_OLD_PARTIALS,
  /** Partials of signals that no detector watches, or of windows of another length. */
  UNWATCHED_PARTIALS,
  /** Partials of new series beyond the limit of series per agent: set aside. */
  OVERFLOW_PARTIALS,
  /** Panes that were tested. */
  PANES,
  /** Panes whose e-process was over the limit while the gate was shut. */
  GATED_PANES,
  /** Panes with far fewer runs than usual while somebody was behind: counted, not tested. */
  HALF_ARRIVED_PANES,
  /** Hours that the four-week rule judged. */
  SEASON_HOURS,
  /** Series that the four-week rule has no room for any more: it passes them over. */
  OVERFLOW_SEASONS,
  /** Orders about series that are not known or not watched, and pins of too few runs. */
  REFUSED_ORDERS,
  /** Rule hits. */
  RULE_HITS,
  /** Rule hits beyond the limit of open rule findings per agent: set aside. */
  OVERFLOW_RULE_HITS,
  /** Partials of minutes that conditions had judged already: they change nothing there. */
  LATE_WINDOWS,
  /** Partials of windows beyond the limit of open ones per agent: conditions don't see them. */
  OVERFLOW_WINDOWS,
  /** What conditions wanted to remember beyond the limit of keys per agent. */
  OVERFLOW_STATES
}
