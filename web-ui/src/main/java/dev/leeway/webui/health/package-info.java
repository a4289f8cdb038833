/** What a process says of its own health. */
@NullMarked
package dev.leeway.webui.health;

import org.jspecify.annotations.NullMarked;
