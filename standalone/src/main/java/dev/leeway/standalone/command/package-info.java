/** The subcommands of {@code leeway}. */
@NullMarked
package dev.leeway.standalone.command;

import org.jspecify.annotations.NullMarked;
