/** The optional second opinion on answers, by a model that runs on this machine. */
@NullMarked
package dev.leeway.webui.opinion;

import org.jspecify.annotations.NullMarked;
