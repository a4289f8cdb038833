package dev.leeway.webui.overview;

import java.util.List;

/**
 * What the overview shows.
 *
 * @param agents worst first, those that the search left
 * @param all how many there are without the search
 */
record OverviewPage(List<AgentCard> agents, int all, long runs, int openFindings) {
  OverviewPage {
    agents = List.copyOf(agents);
  }
}
