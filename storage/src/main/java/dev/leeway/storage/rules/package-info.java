/** Rules files from disk, in YAML or JSON. */
@NullMarked
package dev.leeway.storage.rules;

import org.jspecify.annotations.NullMarked;
