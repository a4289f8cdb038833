/** What is made durable in Kafka's compacted topics before anything else is done with it. */
@NullMarked
package dev.leeway.webui.journal;

import org.jspecify.annotations.NullMarked;
