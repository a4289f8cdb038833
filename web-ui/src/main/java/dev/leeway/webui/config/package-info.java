/** What the web process is told at start. */
@NullMarked
package dev.leeway.webui.config;

import org.jspecify.annotations.NullMarked;
