/**
 * Scenarios: recorded or written traffic in {@code testkit/scenarios}, with the rules that hold and
 * what must be seen. The same folder is run by the operators under a hand-moved clock, by the job
 * in a cluster, and through a whole Leeway.
 */
@NullMarked
package dev.leeway.testkit.scenario;

import org.jspecify.annotations.NullMarked;
