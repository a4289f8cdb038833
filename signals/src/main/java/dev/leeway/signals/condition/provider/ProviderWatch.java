package dev.leeway.signals.condition.provider;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.traffic.AgentCalls;
import dev.leeway.signals.condition.traffic.CallCounts;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Watches providers over all agents of an environment: failing, slow, or taking the load of one
 * that fails, and whose fault it looks like.
 *
 * <p>What an agent saw is judged a minute later, since the others' minutes close some seconds apart
 * from its own. An agent that hasn't called a provider for a day is forgotten there.
 */
public final class ProviderWatch implements Condition {
  private static final String ERRORS = "provider.errors";
  private static final String DURATION = "llm.duration";
  private static final long KEPT_MILLIS = 24 * 60 * Minute.MILLIS;

  /** Of one environment; further providers are judged alone. */
  private static final int PROVIDERS_MAX = 50;

  private static final int VERSION = 1;

  @Override
  public String name() {
    return "provider";
  }

  @Override
  public Want wants(String signal, String dimension) {
    if (!dimension.equals(Dimensions.PROVIDER)) {
      return Want.NOTHING;
    }
    return signal.equals(ERRORS)
        ? Want.COUNTS
        : signal.equals(DURATION) ? Want.DISTRIBUTION : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    Map<String, CallCounts> byProvider = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    for (MergedWindow window : minute.windows()) {
      String provider = window.slice().value();
      byProvider.merge(provider, countsOf(window), CallCounts::plus);
      window.exemplars().stream().findFirst().ifPresent(one -> examples.put(provider, one));
    }
    byProvider.forEach((provider, counts) -> {
      String key = keyOf(minute.agent(), provider);
      ProviderBook book = ProviderBook.decode(memory.shared(key));
      AgentCalls calls = book.of(minute.agent().agent());
      if (calls == null) {
        return;
      }
      calls.add(minute.startMillis(), counts, examples.getOrDefault(provider, ""));
      memory.put(provider, new StateWriter(VERSION).bytes(), minute.endMillis() + KEPT_MILLIS);
      enter(provider, minute.agent(), memory);
      judge(provider, book, minute, memory, hits);
      memory.share(key, book.encode());
    });
  }

  @Override
  public void forgotten(Slice agent, String provider, Memory memory) {
    String key = keyOf(agent, provider);
    ProviderBook book = ProviderBook.decode(memory.shared(key));
    book.agents.remove(agent.agent());
    if (book.agents.isEmpty()) {
      memory.unshare(key);
      leave(provider, agent, memory);
    } else {
      memory.share(key, book.encode());
    }
  }

  private static CallCounts countsOf(MergedWindow window) {
    return window.signal().equals(ERRORS)
        ? CallCounts.ofOutcomes(window)
        : CallCounts.ofDurations(window);
  }

  private static void judge(
      String provider, ProviderBook book, Minute minute, Memory memory, Consumer<RuleHit> hits) {
    ProviderStatements statements =
        new ProviderStatements(provider, book, minute.agent(), minute.startMillis(), hits);
    long end = minute.startMillis();
    ProviderVerdict.ofErrors(book.agents, end).ifPresent(statements::failing);
    // One agent that waits longer has harder inputs more often than a slower provider.
    ProviderVerdict.ofLatency(book.agents, end)
        .filter(verdict -> verdict.whose() == Whose.THEM)
        .ifPresent(statements::slow);
    for (String other : providers(minute.agent(), memory)) {
      if (!other.equals(provider)) {
        ProviderBook failing = ProviderBook.decode(memory.shared(keyOf(minute.agent(), other)));
        Overflow.of(other, failing.agents, book.agents, end).ifPresent(statements::overflow);
      }
    }
  }

  private static Set<String> providers(Slice agent, Memory memory) {
    byte[] bytes = memory.shared(indexOf(agent));
    return bytes == null ? new TreeSet<>() : new TreeSet<>(new StateReader(bytes, VERSION).texts());
  }

  private static void enter(String provider, Slice agent, Memory memory) {
    Set<String> providers = providers(agent, memory);
    if (providers.size() < PROVIDERS_MAX && providers.add(provider)) {
      save(providers, agent, memory);
    }
  }

  private static void leave(String provider, Slice agent, Memory memory) {
    Set<String> providers = providers(agent, memory);
    providers.remove(provider);
    if (providers.isEmpty()) {
      memory.unshare(indexOf(agent));
    } else {
      save(providers, agent, memory);
    }
  }

  private static void save(Set<String> providers, Slice agent, Memory memory) {
    memory.share(indexOf(agent), new StateWriter(VERSION).texts(List.copyOf(providers)).bytes());
  }

  private static String indexOf(Slice agent) {
    return "all\0" + agent.environment();
  }

  private static String keyOf(Slice agent, String provider) {
    return "one\0" + agent.environment() + '\0' + provider;
  }
}
