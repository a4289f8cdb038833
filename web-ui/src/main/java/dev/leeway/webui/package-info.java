/** The web process: starts pages, health and metrics on one port. */
@NullMarked
package dev.leeway.webui;

import org.jspecify.annotations.NullMarked;
