import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Model } from './chart/model';
import { optionsOf } from './chart/options';
import { onSchemeChange, paletteOf } from './chart/palette';
import { selectable } from './chart/selection';

use([BarChart, LineChart, AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

/** Draws one model; follows its size and the colour scheme; dragging on a time axis selects a range. */
class LeewayChart extends HTMLElement {
  private chart?: ECharts;
  private current?: Model;
  private readonly resizes = new ResizeObserver(() => this.fit());
  private stop: () => void = () => {};

  set model(json: string) {
    this.current = json ? (JSON.parse(json) as Model) : undefined;
    this.draw();
  }

  connectedCallback() {
    this.resizes.observe(this);
    const scheme = onSchemeChange(() => this.draw());
    const selection = selectable(this, () => (this.current?.kind === 'time' ? this.chart : undefined));
    this.stop = () => {
      scheme();
      selection();
    };
    this.draw();
  }

  disconnectedCallback() {
    this.stop();
    this.resizes.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  private fit() {
    if (this.chart) this.chart.resize();
    else this.draw();
  }

  private draw() {
    if (!this.isConnected || !this.current || this.clientWidth === 0 || this.clientHeight === 0) return;
    this.chart ??= init(this, undefined, { renderer: 'canvas' });
    this.chart.setOption(optionsOf(this.current, paletteOf(this)), { notMerge: true });
  }
}

customElements.define('leeway-chart', LeewayChart);
