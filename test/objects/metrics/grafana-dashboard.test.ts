import { describe, expect, it } from 'vitest';

import { dashboard, expiring } from '../../support/metrics.ts';
import { objectsWith } from '../../support/rendered.ts';

const panelsOf = (runner: object = {}) => dashboard(runner).panels;

describe('the dashboard', () => {
  it('lays its panels out without gaps or overlaps', () => {
    const cells = panelsOf(expiring).flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of panelsOf(expiring)) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it('gives panels and their series ids of their own', () => {
    const panels = panelsOf(expiring);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { targets } of panels) {
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });

  it('shows pause pods only where there are any', () => {
    expect(panelsOf(expiring).map(({ title }) => title)).toContain('Pause pods');
    expect(panelsOf().map(({ title }) => title)).not.toContain('Pause pods');
  });

  it('has an id of its own for each manager, as long as Grafana takes', () => {
    const { uid } = dashboard();
    expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
    const other = objectsWith({ metrics: { dashboard: { enabled: true } } });
    expect(JSON.stringify(other)).toContain(uid);
  });
});
