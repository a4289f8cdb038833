package dev.leeway.signals.condition.standard;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Conditions;
import dev.leeway.signals.condition.budget.BudgetSettings;
import dev.leeway.signals.condition.budget.ErrorBudget;
import dev.leeway.signals.condition.capacity.CapacityHeadroom;
import dev.leeway.signals.condition.capacity.TailGrowth;
import dev.leeway.signals.condition.cascade.CascadeSettings;
import dev.leeway.signals.condition.cascade.Cascades;
import dev.leeway.signals.condition.fault.FaultSettings;
import dev.leeway.signals.condition.fault.SingleFault;
import dev.leeway.signals.condition.limit.LimitHeadroom;
import dev.leeway.signals.condition.limit.RetryAfter;
import dev.leeway.signals.condition.mix.StandardMixes;
import dev.leeway.signals.condition.provider.ProviderWatch;
import dev.leeway.signals.condition.range.OutOfRange;
import dev.leeway.signals.condition.rate.RateBudget;
import dev.leeway.signals.condition.rate.RateSettings;
import dev.leeway.signals.condition.rate.RateShift;
import dev.leeway.signals.condition.replica.AgentSilence;
import dev.leeway.signals.condition.replica.InvalidValues;
import dev.leeway.signals.condition.replica.PeerSettings;
import dev.leeway.signals.condition.replica.ReplicaDivergence;
import dev.leeway.signals.condition.serving.Exhaustion;
import dev.leeway.signals.condition.serving.Preemptions;
import dev.leeway.signals.condition.serving.Saturation;
import dev.leeway.signals.condition.serving.ServingSettings;
import dev.leeway.signals.condition.storm.RetryStorms;
import dev.leeway.signals.condition.telemetry.TelemetryWatch;
import dev.leeway.signals.rule.RetryStorm;
import java.util.ArrayList;
import java.util.List;

/** The conditions that every tenant has. A new one is its class and a line here. */
public final class StandardConditions {
  private StandardConditions() {}

  /** Without a rules file. */
  public static Conditions defaults() {
    return of(
        BudgetSettings.defaults(),
        FaultSettings.defaults(),
        ServingSettings.defaults(),
        PeerSettings.defaults(),
        CascadeSettings.defaults(),
        RateSettings.defaults());
  }

  public static Conditions of(
      BudgetSettings budgets,
      FaultSettings faults,
      ServingSettings serving,
      PeerSettings peers,
      CascadeSettings cascades,
      RateSettings rates) {
    List<Condition> all = new ArrayList<>();
    all.add(new ErrorBudget(budgets));
    all.add(new RetryStorms(RetryStorm.defaults()));
    all.add(new ProviderWatch());
    all.add(new LimitHeadroom());
    all.add(new RetryAfter());
    all.add(new InvalidValues());
    all.add(new AgentSilence());
    all.add(new SingleFault(faults.first()));
    all.add(new Exhaustion(serving));
    all.add(new Saturation(serving));
    all.add(new Preemptions(serving));
    all.add(new CapacityHeadroom(serving));
    all.add(new TailGrowth());
    all.add(new ReplicaDivergence(peers));
    all.add(new Cascades(cascades));
    all.add(new OutOfRange());
    all.add(new RateShift(rates));
    all.add(new RateBudget(rates));
    all.add(new TelemetryWatch());
    all.addAll(StandardMixes.of(faults.rising()));
    return new Conditions(all);
  }
}
