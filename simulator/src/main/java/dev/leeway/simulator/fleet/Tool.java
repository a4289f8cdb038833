package dev.leeway.simulator.fleet;

import java.util.List;

/**
 * A tool of an agent.
 *
 * @param argument name of its one argument
 * @param values what the argument is drawn from
 * @param medianMillis median time of a call
 */
record Tool(String name, String argument, List<String> values, double medianMillis) {}
