package dev.leeway.webui.serving;

import dev.leeway.storage.query.TimeRange;
import java.util.List;
import java.util.Optional;

/** What the page of serving shows. */
record ServingPage(
    TimeRange range,
    List<PlaceLine> places,
    Optional<PlaceReading> chosen,
    List<CapacityLine> capacity) {
  ServingPage {
    places = List.copyOf(places);
    capacity = List.copyOf(capacity);
  }

  List<PlaceLine> replicas() {
    return places.stream().filter(line -> !line.gpu()).toList();
  }

  List<PlaceLine> gpus() {
    return places.stream().filter(PlaceLine::gpu).toList();
  }
}
