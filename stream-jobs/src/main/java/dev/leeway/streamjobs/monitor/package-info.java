/** From partials to findings: one monitor per tenant. */
@NullMarked
package dev.leeway.streamjobs.monitor;

import org.jspecify.annotations.NullMarked;
