/** The colours of the current scheme, read from the style sheet so that charts follow it. */
export interface Palette {
  font: string;
  text: string;
  muted: string;
  line: string;
  surface: string;
  now: string;
  baseline: string;
  high: string;
  bad: string;
  warn: string;
  good: string;
  series: string[];
}

export function paletteOf(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  // A custom property keeps light-dark() unresolved; as the colour of an element it is computed.
  const colour = (name: string) => {
    probe.style.color = `var(--lw-${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    font: getComputedStyle(host).fontFamily,
    text: colour('text'),
    muted: colour('muted'),
    line: colour('line'),
    surface: colour('surface'),
    now: colour('now'),
    baseline: colour('baseline'),
    high: colour('high'),
    bad: colour('bad'),
    warn: colour('warn'),
    good: colour('good'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => colour(`series-${i}`)),
  };
  probe.remove();
  return palette;
}

/** Calls back when the page's scheme or the system's changes; returns how to stop. */
export function onSchemeChange(callback: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme', 'class'] });
  system.addEventListener('change', callback);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', callback);
  };
}
