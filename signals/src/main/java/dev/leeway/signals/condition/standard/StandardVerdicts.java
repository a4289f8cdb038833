package dev.leeway.signals.condition.standard;

import dev.leeway.signals.catalogue.Detection;
import dev.leeway.signals.catalogue.FailureMode;
import dev.leeway.signals.catalogue.Verdict;
import dev.leeway.signals.condition.capacity.CapacityHeadroom;
import dev.leeway.signals.condition.capacity.TailGrowth;
import dev.leeway.signals.condition.mix.NewInMix;
import dev.leeway.signals.condition.provider.ProviderWatch;
import dev.leeway.signals.condition.replica.AgentSilence;
import dev.leeway.signals.condition.replica.ReplicaDivergence;
import dev.leeway.signals.drift.canary.Canary;
import java.util.List;
import java.util.Optional;

/** What is judged beyond the signals of the catalogue, as pages and documents name it. */
public final class StandardVerdicts {
  private static final String RATIO = "1";
  private static final String NO_NUMBER = "";

  public static final List<Verdict> ALL =
      List.of(
          verdict(
                  "complexity.tail_share",
                  "Share of the heaviest runs",
                  RATIO,
                  TailGrowth.class,
                  "13,000 runs with tokens, in stretches of a thousand",
                  Detection.RULE)
              .means(
                  "Share of all tokens, cost or busy time that the heaviest 1 % of runs make; where runs are equally "
                      + "heavy it is 1 %. Capacity that is planned on the mean dies of it.",
                  FailureMode.HARDER_INPUTS)
              .opens("rule.tail_share"),
          verdict(
                  "capacity.headroom",
                  "Capacity headroom",
                  RATIO,
                  CapacityHeadroom.class,
                  "24 hours and 100 runs with tokens",
                  Detection.FORECAST)
              .means(
                  "The runs that were once carried in an hour, if each took as many tokens as a "
                      + "run takes now, over those of the day's busiest hour. Absent where nobody "
                      + "counts tokens.",
                  FailureMode.HARDER_INPUTS,
                  FailureMode.SERVING_LIMITS)
              .opens("forecast.capacity"),
          verdict(
                  "contract.shift",
                  "Answers look otherwise",
                  NO_NUMBER,
                  NewInMix.class,
                  "200 answers of the route",
                  Detection.RULE,
                  Detection.DISTRIBUTION)
              .means(
                  "Shapes, languages and words in fields that were rare come often, numbers in fields "
                      + "leave their learned range, or answers are shorter or longer than they used "
                      + "to be.",
                  FailureMode.SILENT_CHANGE)
              .opens(
                  "contract.shape",
                  "contract.language",
                  "contract.number",
                  "contract.value",
                  "drift.distribution")
              .toldAs(
                  "contract.shape",
                  "contract.language",
                  "contract.number",
                  "contract.value",
                  "contract.length"),
          verdict(
                  "model.silent_change",
                  "Model changed silently",
                  NO_NUMBER,
                  NewInMix.class,
                  "200 model calls of the agent's version",
                  Detection.RULE)
              .means(
                  "Another model, or another build of it, answers under the same version of the agent, which nobody "
                      + "deployed.",
                  FailureMode.SILENT_CHANGE)
              .opens("model.silent_change")
              .toldAs("model.mix", "model.fingerprint"),
          verdict(
                  "version.compare",
                  "Version against version",
                  NO_NUMBER,
                  Canary.class,
                  "runs of both versions at the same time; it says how many more",
                  Detection.CANARY)
              .means(
                  "Every signal of a new version against the one before on the same mix of routes: "
                      + "promote, hold, rollback or inconclusive, with reasons. It is told to who "
                      + "asks, a page or a rollout.",
                  FailureMode.SILENT_CHANGE),
          verdict(
                  "provider.latency",
                  "Latency of a provider",
                  RATIO,
                  ProviderWatch.class,
                  "20 timed calls in five minutes, and of each agent in the hour before",
                  Detection.RULE)
              .means(
                  "Calls to a provider take twice as long as in the hour before, for most of the "
                      + "agents that call it: them, not us.",
                  FailureMode.LATENCY_CASCADE,
                  FailureMode.PROVIDER_LIMITS)
              .opens("rule.provider"),
          verdict(
                  "provider.overflow",
                  "Overflow to another provider",
                  RATIO,
                  ProviderWatch.class,
                  "an agent for which another provider fails",
                  Detection.RULE)
              .means(
                  "Agents for which one provider fails call another half as often again, which "
                      + "may take it down too.",
                  FailureMode.PROVIDER_LIMITS)
              .opens("rule.provider"),
          verdict(
                  "replica.divergence",
                  "Replicas against their peers",
                  RATIO,
                  ReplicaDivergence.class,
                  "30 runs of the replica and two peers on its version and route",
                  Detection.PEER)
              .means(
                  "One replica fails, breaks contracts, is slower or answers at another length "
                      + "than the others on the same version and route in the same minutes.",
                  FailureMode.CORRUPTED_REPLICA)
              .opens("peer.replica"),
          verdict(
                  "agent.silent",
                  "Silence",
                  "s",
                  AgentSilence.class,
                  "a day and 100 runs",
                  Detection.RULE)
              .means(
                  "An agent or replica that reported steadily is not heard of for longer than its "
                      + "own rhythm explains. No data is not zero.",
                  FailureMode.STALE_DATA,
                  FailureMode.HARMFUL_TELEMETRY)
              .opens("rule.silent"),
          Verdict.of(
                  "leeway.lag",
                  "Leeway is behind",
                  "s",
                  "LagWatch",
                  "one stored span",
                  Detection.RULE)
              .means(
                  "Age of the newest stored span, or of the first runs that no detector has judged. "
                      + "Over two minutes, or two hours and ten minutes, every page says so and the "
                      + "webhook is told.",
                  FailureMode.HARMFUL_TELEMETRY));

  private StandardVerdicts() {}

  public static Optional<Verdict> find(String name) {
    return ALL.stream().filter(verdict -> verdict.name().equals(name)).findFirst();
  }

  private static Verdict verdict(
      String name, String title, String unit, Class<?> judge, String needs, Detection... by) {
    return Verdict.of(name, title, unit, judge.getSimpleName(), needs, by);
  }
}
