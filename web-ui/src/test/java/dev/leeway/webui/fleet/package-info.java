/** A seeded fleet of agents in a test database: what the pages are looked at with. */
@NullMarked
package dev.leeway.webui.fleet;

import org.jspecify.annotations.NullMarked;
