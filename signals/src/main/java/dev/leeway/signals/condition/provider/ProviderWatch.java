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
 * from its own. What went wrong is compared with the hour before it did, until an hour after its
 * end. An agent that hasn't called a provider for a day is forgotten there.
 */
public final class ProviderWatch implements Condition {
  static final String ERRORS = "provider.errors";
  static final String LATENCY = "provider.latency";
  static final String OVERFLOW = "provider.overflow";
  private static final String DURATION = "llm.duration";
  private static final long KEPT_MILLIS = 24 * 60 * Minute.MILLIS;

  /** What is kept of versions; no provider is called so. */
  private static final String VERSIONS = "\0versions";

  /** Of one environment; further providers are judged alone. */
  private static final int PROVIDERS_MAX = 50;

  private static final int VERSION = 1;

  @Override
  public String name() {
    return "provider";
  }

  @Override
  public Want wants(String signal, String dimension) {
    boolean ofVersions = dimension.isEmpty() || dimension.equals(Dimensions.VERSION);
    if (ofVersions && signal.equals(ERRORS)) {
      return Want.COUNTS;
    }
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
    VersionCalls versions = versions(minute, memory);
    for (MergedWindow window : minute.windows()) {
      if (!window.slice().dimension().equals(Dimensions.PROVIDER)) {
        continue;
      }
      String provider = window.slice().value();
      byProvider.merge(provider, countsOf(window), CallCounts::plus);
      window.exemplars().stream().findFirst().ifPresent(one -> examples.put(provider, one));
    }
    byProvider.forEach((provider, counts) -> {
      String key = keyOf(minute.agent(), provider);
      ProviderBook book = ProviderBook.decode(memory.shared(key));
      AgentCalls calls = book.of(minute.agent().agent());
      if (calls == null) {
        memory.overflowed();
        return;
      }
      calls.add(minute.startMillis(), counts, examples.getOrDefault(provider, ""));
      book.settle(minute.agent().agent(), minute.startMillis());
      memory.put(provider, new StateWriter(VERSION).bytes(), minute.endMillis() + KEPT_MILLIS);
      enter(provider, minute.agent(), memory);
      judge(provider, book, versions, minute, memory, hits);
      memory.share(key, book.encode());
    });
  }

  private static VersionCalls versions(Minute minute, Memory memory) {
    VersionCalls versions = VersionCalls.decode(memory.get(VERSIONS));
    for (MergedWindow window : minute.of(ERRORS, Dimensions.VERSION)) {
      String version = window.slice().value();
      if (!versions.add(minute.startMillis(), version, CallCounts.ofOutcomes(window))) {
        memory.overflowed();
      }
    }
    minute
        .of(ERRORS, minute.agent())
        .ifPresent(all -> versions.addAll(minute.startMillis(), CallCounts.ofOutcomes(all)));
    if (!versions.isEmpty()) {
      memory.put(VERSIONS, versions.encode(), minute.endMillis() + VersionCalls.KEPT_MILLIS);
    }
    return versions;
  }

  @Override
  public void forgotten(Slice agent, String provider, Memory memory) {
    if (provider.equals(VERSIONS)) {
      return;
    }
    String key = keyOf(agent, provider);
    ProviderBook book = ProviderBook.decode(memory.shared(key));
    book.remove(agent.agent());
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
      String provider,
      ProviderBook book,
      VersionCalls versions,
      Minute minute,
      Memory memory,
      Consumer<RuleHit> hits) {
    ProviderStatements statements =
        new ProviderStatements(provider, book, minute.agent(), minute.startMillis(), hits);
    long end = minute.startMillis();
    ProviderVerdict.ofErrors(book, end)
        .map(verdict -> ofVersion(verdict, minute.agent(), versions, end))
        .ifPresent(statements::failing);
    // One agent that waits longer has harder inputs more often than a slower provider.
    ProviderVerdict.ofLatency(book, end)
        .filter(verdict -> verdict.whose() == Whose.THEM)
        .ifPresent(statements::slow);
    for (String other : providers(minute.agent(), memory)) {
      if (!other.equals(provider)) {
        ProviderBook failing = ProviderBook.decode(memory.shared(keyOf(minute.agent(), other)));
        Overflow.of(other, failing, book, end).ifPresent(statements::overflow);
      }
    }
  }

  private static ProviderVerdict ofVersion(
      ProviderVerdict verdict, Slice agent, VersionCalls versions, long end) {
    return verdict.only(agent.agent())
        ? versions.onlyHit(verdict.now(), end).map(verdict::ofVersion).orElse(verdict)
        : verdict;
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
