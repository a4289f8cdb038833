/** Version against version, over what is stored. */
@NullMarked
package dev.leeway.webui.canary;

import org.jspecify.annotations.NullMarked;
