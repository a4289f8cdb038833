package dev.leeway.webui.config;

import dev.leeway.signals.grounding.GroundednessScorer;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.webui.health.HealthReport;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the process that starts the pages hands in by code: its clock, its metrics, and the health
 * of every part that runs in it.
 *
 * @param rules what the rules file says that the process was started with
 * @param scorer a second opinion on answers; empty unless somebody asked for one
 */
public record WebUiSettings(
    InstantSource clock,
    PrometheusMeterRegistry metrics,
    Supplier<HealthReport> live,
    Supplier<HealthReport> ready,
    RuleBook rules,
    Optional<GroundednessScorer> scorer) {}
