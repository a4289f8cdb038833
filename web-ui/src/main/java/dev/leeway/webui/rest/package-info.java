/** The REST API under {@code /api/v1}: what the pages show, as JSON. */
@NullMarked
package dev.leeway.webui.rest;

import org.jspecify.annotations.NullMarked;
