/** Model servers and GPUs: from samples to observations of their owners. */
@NullMarked
package dev.leeway.streamjobs.serving;

import org.jspecify.annotations.NullMarked;
