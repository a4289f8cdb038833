package dev.leeway.streamjobs.monitor;

import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.control.DeploymentWithdrawal;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.streamjobs.store.Control;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.MapState;

/**
 * Tells a tenant's monitor each word of the controls once, whether it was read at the start or came
 * by the stream: taking a level as normal twice would take what came after it too. Remembers the
 * last revision under each key, of which there are as many as in the compacted topic. Not
 * thread-safe.
 */
final class ControlMemory {
  private static final int VERSION = 1;

  /** Stands for a tenant whose words are remembered. */
  private static final String BEGUN = "";

  private final Map<String, List<Control>> atStart;
  private final MapState<String, byte[]> told;
  private final Set<String> begun = new HashSet<>();

  ControlMemory(List<Control> atStart, MapState<String, byte[]> told) {
    this.atStart = atStart.stream().collect(Collectors.groupingBy(Control::tenantId));
    this.told = told;
  }

  /**
   * Before anything else of a tenant since the start. State of a version that remembered no words
   * was told them by the stream: only what is news comes, and comes by the stream too.
   */
  void begin(TenantMonitor monitor, String tenantId, boolean remembered) throws Exception {
    if (!begun.add(tenantId)) {
      return;
    }
    boolean older = remembered && !told.contains(BEGUN);
    told.put(BEGUN, bytes(0));
    for (Control control : older ? List.<Control>of() : atStart.getOrDefault(tenantId, List.of())) {
      tell(monitor, control);
    }
  }

  void tell(TenantMonitor monitor, Control control) throws Exception {
    byte[] last = told.get(control.key());
    if (last != null && control.revision() <= revisionOf(last)) {
      return;
    }
    told.put(control.key(), bytes(control.revision()));
    DeploymentMarker.parse(control.json())
        .ifPresent(marker ->
            monitor.deployed(
                marker.environment(), marker.agent(), marker.version(), marker.atMillis()));
    DeploymentWithdrawal.parse(control.json())
        .map(DeploymentWithdrawal::marker)
        .ifPresent(marker ->
            monitor.notDeployed(
                marker.environment(), marker.agent(), marker.version(), marker.atMillis()));
    BaselineControl.parse(control.json()).ifPresent(monitor::order);
  }

  private static byte[] bytes(long revision) {
    return new StateWriter().octet(VERSION).signed(revision).bytes();
  }

  private static long revisionOf(byte[] bytes) {
    return new StateReader("told control", bytes).version(VERSION).signed();
  }
}
