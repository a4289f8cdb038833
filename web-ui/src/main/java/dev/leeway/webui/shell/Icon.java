package dev.leeway.webui.shell;

import com.vaadin.flow.component.Svg;

/** The few pictograms of the pages, drawn on a 24 by 24 grid in the text's colour. */
public enum Icon {
  OVERVIEW("<path d='M3 17l5-6 4 4 8-10'/><path d='M3 21h18'/>"),
  FINDINGS("<path d='M12 3l9.5 17h-19z'/><path d='M12 10v4.5'/><path d='M12 17.4v.1'/>"),
  RUNS("<path d='M3 5h9'/><path d='M7 10h11'/><path d='M7 15h6'/><path d='M13 20h8'/>"),
  PROVIDERS(
      "<path d='M7 18a4.5 4.5 0 0 1-.6-8.96A6 6 0 0 1 18 10.1 4 4 0 0 1 17.5 18z'/><path d='M9.5 14.5l2.5-3 2.5 3'/>"),
  SOURCES(
      "<ellipse cx='12' cy='5.5' rx='7.5' ry='2.8'/><path d='M4.5 5.5v13c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8v-13'/><path d='M4.5 12c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8'/>"),
  SERVING(
      "<rect x='4' y='4' width='16' height='6' rx='1.5'/><rect x='4' y='14' width='16' height='6' rx='1.5'/><path d='M8 7h.1M8 17h.1M12 7h5M12 17h2'/>"),
  SIGNALS("<path d='M2 12h4l2.5-7 5 14 2.5-7h6'/>"),
  CONNECT(
      "<path d='M9 3v5'/><path d='M15 3v5'/><path d='M6 8h12v3a6 6 0 0 1-12 0z'/><path d='M12 17v4'/>"),
  LIGHT(
      "<circle cx='12' cy='12' r='4'/><path d='M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5'/>"),
  DARK("<path d='M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z'/>"),
  SYSTEM("<rect x='3' y='4' width='18' height='12' rx='2'/><path d='M8 20h8'/>"),
  CLOCK("<circle cx='12' cy='12' r='9'/><path d='M12 7v5l3.5 2'/>"),
  LOGO(
      "<path d='M3 19C7 15 8 8 12 8s3 5 9 4' stroke-width='2.4'/><path d='M3 19L21 4' stroke-dasharray='2 3' stroke-width='1.6'/>");

  private final String paths;

  Icon(String paths) {
    this.paths = paths;
  }

  public Svg draw() {
    Svg svg =
        new Svg(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none'"
                + " stroke='currentColor' stroke-width='1.8' stroke-linecap='round'"
                + " stroke-linejoin='round' aria-hidden='true'>"
                + paths
                + "</svg>");
    svg.getElement().getClassList().add("lw-icon");
    return svg;
  }
}
