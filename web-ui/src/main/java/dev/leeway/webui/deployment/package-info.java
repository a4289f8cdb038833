/** Deployments, as pipelines and people tell of them. */
@NullMarked
package dev.leeway.webui.deployment;

import org.jspecify.annotations.NullMarked;
