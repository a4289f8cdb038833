/**
 * Whether an answer says what its evidence says, without a model: claims are read from the answer,
 * facts from what the run had before, and both are compared in canonical form.
 *
 * <p>What it can tell: that a number, price, date, id, address, name or quotation of an answer is
 * nowhere in what the run retrieved, was told or called; that an argument of a tool call came from
 * nowhere; that an action is claimed which no tool call did. What it cannot: whether a supported
 * value is the right one, whether the goal was met, whether the right tool was chosen, whether a
 * sentence without any such value is true. Paraphrase, knowledge of the model that is right, and
 * arithmetic of more than two steps look unsupported; chance can make a wrong number look derived.
 * So a single verdict is a hint and its text is shown; what is watched is the rate per slice, with
 * its interval.
 */
@NullMarked
package dev.leeway.signals.grounding;

import org.jspecify.annotations.NullMarked;
