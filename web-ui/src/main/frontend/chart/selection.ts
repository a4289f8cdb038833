import type { ECharts } from 'echarts/core';

const CLICK_PIXELS = 6;

/**
 * Lets a drag over the plot choose a time range, told as event `range-selected` with `from` and `to`
 * in epoch milliseconds. Returns how to stop.
 */
export function selectable(host: HTMLElement, chart: () => ECharts | undefined): () => void {
  let start: number | undefined;
  let shade: HTMLElement | undefined;

  const x = (event: PointerEvent) => event.clientX - host.getBoundingClientRect().left;

  const down = (event: PointerEvent) => {
    const current = chart();
    const position = [x(event), event.clientY - host.getBoundingClientRect().top];
    if (event.button !== 0 || !current?.containPixel('grid', position)) return;
    start = position[0];
    host.setPointerCapture(event.pointerId);
    event.preventDefault();
  };

  const move = (event: PointerEvent) => {
    if (start === undefined) return;
    shade ??= host.appendChild(Object.assign(document.createElement('div'), { className: 'lw-chart-shade' }));
    shade.style.left = Math.min(start, x(event)) + 'px';
    shade.style.width = Math.abs(x(event) - start) + 'px';
  };

  const up = (event: PointerEvent) => {
    const current = chart();
    if (start !== undefined && current && Math.abs(x(event) - start) >= CLICK_PIXELS) {
      const at = (pixel: number) => Math.round(Number(current.convertFromPixel({ xAxisIndex: 0 }, pixel)));
      const [from, to] = [at(Math.min(start, x(event))), at(Math.max(start, x(event)))];
      host.dispatchEvent(new CustomEvent('range-selected', { detail: { from, to } }));
    }
    cancel();
  };

  const cancel = () => {
    start = undefined;
    shade?.remove();
    shade = undefined;
  };

  host.addEventListener('pointerdown', down);
  host.addEventListener('pointermove', move);
  host.addEventListener('pointerup', up);
  host.addEventListener('pointercancel', cancel);
  return () => {
    host.removeEventListener('pointerdown', down);
    host.removeEventListener('pointermove', move);
    host.removeEventListener('pointerup', up);
    host.removeEventListener('pointercancel', cancel);
    cancel();
  };
}
