/** Agents and replicas that give values no healthy one gives, or that fell silent. */
@NullMarked
package dev.leeway.signals.condition.replica;

import org.jspecify.annotations.NullMarked;
