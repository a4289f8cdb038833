package dev.leeway.signals.finding;

/** How loud a finding is: a page, a ticket, or a note. */
public enum Severity {
  CRITICAL,
  WARNING,
  INFO
}
