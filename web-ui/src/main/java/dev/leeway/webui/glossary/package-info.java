/** What every signal means. */
@NullMarked
package dev.leeway.webui.glossary;

import org.jspecify.annotations.NullMarked;
