/** The page of model servers, GPUs and capacity. */
@NullMarked
package dev.leeway.webui.serving;

import org.jspecify.annotations.NullMarked;
