/**
 * What outputs look like and what they must look like: shapes, JSON Schemas, offered tools, the
 * language and form of an answer. Pure functions of texts, without a model; none throws for what
 * strangers sent.
 */
@NullMarked
package dev.leeway.signals.contract;

import org.jspecify.annotations.NullMarked;
