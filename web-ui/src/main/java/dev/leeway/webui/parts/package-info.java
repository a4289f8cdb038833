/** The small pieces that pages are made of: chips, panels, tables, links. */
@NullMarked
package dev.leeway.webui.parts;

import org.jspecify.annotations.NullMarked;
