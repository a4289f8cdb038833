/** Providers of models as all agents of a tenant see them together. */
@NullMarked
package dev.leeway.signals.condition.provider;

import org.jspecify.annotations.NullMarked;
