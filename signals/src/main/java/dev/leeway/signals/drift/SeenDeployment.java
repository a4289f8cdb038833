package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;

/**
 * A deployment that nobody marked: the runs of an agent began to name another version.
 *
 * @param agent the whole agent
 * @param atMillis start of the window in which the version was first seen
 */
public record SeenDeployment(Slice agent, String version, long atMillis) {}
