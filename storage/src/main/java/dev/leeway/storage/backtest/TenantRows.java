package dev.leeway.storage.backtest;

import dev.leeway.storage.lookup.Literals;

/**
 * Whose rows a backtest reads, as conditions of a query.
 *
 * @param agentName the only agent; empty for all
 */
record TenantRows(String tenantId, String agentName) {

  /** The tenant as a literal. */
  String tenant() {
    return Literals.of(tenantId);
  }

  /** A further condition on the column that names the agent; empty for all agents. */
  String agent(String column) {
    return agentName.isEmpty() ? "" : " AND " + column + " = " + Literals.of(agentName);
  }
}
