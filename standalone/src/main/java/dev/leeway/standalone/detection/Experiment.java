package dev.leeway.standalone.detection;

/** Something that is measured the same way each time: its randomness has a fixed seed. */
interface Experiment {

  /** May take a minute. */
  Outcome run();
}
