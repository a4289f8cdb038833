/** Plain HTTP beside the pages: health, metrics and the check of who is asking. */
@NullMarked
package dev.leeway.webui.http;

import org.jspecify.annotations.NullMarked;
