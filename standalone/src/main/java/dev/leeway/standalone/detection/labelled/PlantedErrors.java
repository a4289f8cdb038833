package dev.leeway.standalone.detection.labelled;

import dev.leeway.signals.grounding.CheckedClaim;
import dev.leeway.signals.grounding.ClaimKind;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.grounding.GroundingResult;
import dev.leeway.signals.grounding.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How many wrong values are seen: in each answer of a recorded run that succeeded, one digit of one
 * supported claim is changed, and the run judged again.
 */
final class PlantedErrors {
  private static final long SEED = 20_260_101;

  private PlantedErrors() {}

  static List<QualityRow> rows(Path data) throws IOException {
    List<Trajectory> runs =
        new ArrayList<>(
            Trajectory.read(data.resolve("tau-bench/gpt-4o-airline.trials-0-1.json.xz")));
    runs.addAll(Trajectory.read(data.resolve("agentrx/tau_retail_full.json.xz")));
    List<QualityRow> rows = new ArrayList<>();
    for (Part part : Part.values()) {
      Map<ClaimKind, int[]> counts = new EnumMap<>(ClaimKind.class);
      runs.stream()
          .filter(part.<Trajectory>of(Trajectory::taskId))
          .filter(run -> !run.failed())
          .forEach(run -> plant(run, counts));
      counts.forEach((kind, count) ->
          rows.add(
              QualityRow.share(
                  "planted", part, "changed " + kind + " flagged", count[0], count[1], "")));
    }
    return rows;
  }

  private static void plant(Trajectory run, Map<ClaimKind, int[]> counts) {
    SplittableRandom random = new SplittableRandom(SEED + run.taskId());
    GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());
    GroundingResult whole = run.grounding(reader).result();
    for (int turn = 0; turn < run.turns().size(); turn++) {
      long spanId = turn + 1L;
      List<CheckedClaim> supported =
          whole.claims().stream()
              .filter(claim -> claim.spanId() == spanId && claim.verdict() == Verdict.SUPPORTED)
              .toList();
      if (!supported.isEmpty()) {
        CheckedClaim claim = supported.get(random.nextInt(supported.size()));
        String text = run.turns().get(turn).text();
        Optional<String> changed = changed(text, claim, random);
        if (changed.isPresent()) {
          GroundingResult again = run.with(turn, changed.get()).grounding(reader).result();
          int[] count = counts.computeIfAbsent(claim.kind(), kind -> new int[2]);
          count[0] += flagged(again, spanId, claim) ? 1 : 0;
          count[1]++;
        }
      }
    }
  }

  /** Another digit in one place, not the first. */
  private static Optional<String> changed(
      String text, CheckedClaim claim, SplittableRandom random) {
    List<Integer> places = new ArrayList<>();
    for (int i = claim.start() + 1; i < claim.end(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        places.add(i);
      }
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    int place = places.get(random.nextInt(places.size()));
    char digit = (char) ('0' + (text.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);
    return Optional.of(text.substring(0, place) + digit + text.substring(place + 1));
  }

  private static boolean flagged(GroundingResult result, long spanId, CheckedClaim planted) {
    return result.claims().stream()
        .anyMatch(claim ->
            claim.spanId() == spanId
                && claim.start() < planted.end()
                && claim.end() > planted.start()
                && (claim.verdict() == Verdict.UNSUPPORTED
                    || claim.verdict() == Verdict.CONTRADICTED));
  }
}
