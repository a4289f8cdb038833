package dev.leeway.standalone.detection;

/** What a found window, a missed one and a false alarm weigh, as NAB's profiles.json says it. */
record NabProfile(String name, double found, double missed, double falseAlarm) {
  static final NabProfile STANDARD = new NabProfile("standard", 1, 1, 0.11);
}
