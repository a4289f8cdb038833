package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.fact.CallFacts;
import dev.leeway.signals.fact.OutputCall;
import dev.leeway.signals.fact.Sketch;
import java.util.OptionalDouble;

/**
 * A tool call reduced to what tells it from others of its trace.
 *
 * @param key hash of tool and arguments, less what changes by itself
 * @param tool hash of the tool's name
 * @param digits hash of the numbers in the arguments
 * @param words sketch of their words; empty where there are none
 * @param result hash of the result; 0 when none was captured
 * @param resultWords sketch of a result that is long prose; else empty
 * @param resultBytes size of the result; 0 when none was captured
 * @param told whether it is known from a model's output alone, and not from a span of its own
 */
record CallPrint(
    long key,
    long tool,
    long digits,
    Sketch words,
    long result,
    Sketch resultWords,
    long resultBytes,
    boolean told) {

  /** The print of a span whose tool's name has that hash. */
  static CallPrint of(AgentEvent event, long tool) {
    Facts facts = event.facts();
    long arguments = hashOf(facts, CallFacts.SAME, event.tool().argumentsHash());
    long result = hashOf(facts, CallFacts.RESULT_SAME, event.tool().resultHash());
    long bytes = 0;
    for (ContentRef content : event.contents()) {
      bytes = content.role() == ContentRole.TOOL_RESULT ? content.sizeBytes() : bytes;
    }
    return new CallPrint(
        keyOf(event.tool().name(), arguments),
        tool,
        hashOf(facts, CallFacts.DIGITS, 0),
        Sketch.of(facts.text(CallFacts.WORDS)),
        result,
        Sketch.of(facts.text(CallFacts.RESULT_WORDS)),
        bytes,
        false);
  }

  /** Its key is another than that of a span's, so that a call is not counted twice under one. */
  static CallPrint of(OutputCall call) {
    return new CallPrint(
        Hashes.hash64("told" + '\0' + call.tool() + '\0' + call.same()),
        toolOf(call.tool()),
        0,
        Sketch.NONE,
        0,
        Sketch.NONE,
        0,
        true);
  }

  static long toolOf(String name) {
    return Hashes.hash64(name);
  }

  private static long hashOf(Facts facts, String name, long otherwise) {
    OptionalDouble hash = facts.number(name);
    return hash.isPresent() ? (long) hash.getAsDouble() : otherwise;
  }

  private static long keyOf(String tool, long arguments) {
    return Hashes.hash64(tool + '\0' + arguments);
  }
}
