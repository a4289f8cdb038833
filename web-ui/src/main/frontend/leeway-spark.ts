const WIDTH = 120;
const HEIGHT = 30;
const SVG = 'http://www.w3.org/2000/svg';

/** A line without axes, for tables. A null among the points is a gap: nothing was seen. */
class LeewaySpark extends HTMLElement {
  set points(json: string) {
    const values = JSON.parse(json) as (number | null)[];
    const seen = values.filter((v): v is number => v !== null);
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    if (seen.length > 0) {
      const top = Math.max(...seen, 1e-12);
      const step = WIDTH / Math.max(1, values.length - 1);
      const y = (v: number) => HEIGHT - 2 - (v / top) * (HEIGHT - 5);
      for (const [from, to] of stretches(values)) {
        const line = values.slice(from, to).map((v, i) => `${((from + i) * step).toFixed(1)},${y(v as number).toFixed(1)}`);
        if (line.length === 1) line.push(`${(from * step + 1.5).toFixed(1)},${y(values[from] as number).toFixed(1)}`);
        svg.append(path(`M${line[0].split(',')[0]},${HEIGHT} L${line.join(' L')} L${line[line.length - 1].split(',')[0]},${HEIGHT} Z`, 'area'));
        svg.append(path('M' + line.join(' L'), 'line'));
      }
    }
    this.replaceChildren(svg);
  }
}

function path(d: string, name: string): SVGPathElement {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('d', d);
  element.setAttribute('class', name);
  return element;
}

function stretches(values: (number | null)[]): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= values.length; i++) {
    const gap = i === values.length || values[i] === null;
    if (!gap && start < 0) start = i;
    if (gap && start >= 0) {
      found.push([start, i]);
      start = -1;
    }
  }
  return found;
}

customElements.define('leeway-spark', LeewaySpark);
