package dev.leeway.streamjobs.store;

import java.io.Serializable;
import java.util.List;

/**
 * All that the topic of controls held when the job started. Monitors are told it before anything
 * else, so that none alarms against a baseline that somebody has replaced while no job ran.
 */
public interface StartControls extends Serializable {
  /** There are none, as in a test of something else. */
  StartControls NONE = List::of;

  /** Reads to the end that the topic has now; controls of one key in order. */
  List<Control> read();
}
