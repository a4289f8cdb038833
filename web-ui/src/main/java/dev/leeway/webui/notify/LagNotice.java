package dev.leeway.webui.notify;

import java.time.Instant;

/**
 * What is told of Leeway's own lag.
 *
 * @param since from when on it is behind; names the incident in the firing and resolved notice
 */
record LagNotice(NotificationEvent event, Instant since, Instant at, String words) {}
