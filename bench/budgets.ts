/** A limit, and what was measured against it. */
export interface Budget {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  /** What the two numbers are: "×" for a ratio, or a unit. */
  readonly unit: string;
  /** Where a larger number is the better one. Default: false. */
  readonly atLeast?: boolean;
}

/** What the budgets are about: ratios, MB, milliseconds, and how often something is done. */
export interface Measured {
  /** Wall time against that of bare node. */
  readonly nativeFunction: number;
  /** Processor time against that of bare node. */
  readonly nodeFunction: number;
  /** The same, of a render by the installed package. */
  readonly render: number;
  readonly nativeMemory: number;
  readonly nativeSize: number;
  /** Wall time against a build of the same objects as files. */
  readonly buildAgainstStatic: number;
  /** Only where a chart was given. */
  readonly buildAgainstHelm: number | undefined;
  /** In the time of one bare Node. */
  readonly renders: number;
  readonly texts: number;
  /** The same of others, by their names; only where they are installed. */
  readonly textsOfOthers: Readonly<Record<string, number>>;
  readonly hundredRunners: number;
  readonly thousandRunners: number;
  readonly fiftyManagers: number;
  readonly fiveHundredManagers: number;
}

/**
 * The machine on which the targets were set starts a bare Node in this many milliseconds. Targets that are times
 * become ratios to that, so a slower machine has the same budgets.
 */
const BARE_NODE = 20;

/**
 * For ten times as much: 10 is linear, 100 quadratic. Beside what grows, V8's collector copies more of what is longer in
 * use, and on a shared machine the same work on much memory is at times half as fast.
 */
const LINEAR = 20;

/** Holds what was measured against the targets. */
export function budgets(measured: Measured): Budget[] {
  const { buildAgainstHelm } = measured;
  return [
    {
      name: 'kustomize build, native function, against static YAML',
      measured: measured.buildAgainstStatic,
      limit: 1.55,
      unit: '×',
    },
    ...(buildAgainstHelm === undefined
      ? []
      : [
          {
            name: 'kustomize build, native function, against helm template',
            measured: buildAgainstHelm,
            limit: 0.5,
            unit: '×',
          },
        ]),
    {
      name: 'native function, against bare node (3.5 ms where that takes 20 ms)',
      measured: measured.nativeFunction,
      limit: 3.5 / BARE_NODE,
      unit: '×',
    },
    { name: 'native function, peak memory', measured: measured.nativeMemory, limit: 9, unit: 'MB' },
    { name: 'native function, size of the file', measured: measured.nativeSize, limit: 5, unit: 'MB' },
    {
      name: 'Node function, processor time against bare node',
      measured: measured.nodeFunction,
      limit: 1.6,
      unit: '×',
    },
    {
      name: 'CLI render, installed, processor time against bare node',
      measured: measured.render,
      limit: 4,
      unit: '×',
    },
    {
      name: 'renderRunner in the time of one bare node (6,500 a second where that takes 20 ms)',
      measured: measured.renders,
      limit: (6500 * BARE_NODE) / 1000,
      unit: 'renders',
      atLeast: true,
    },
    {
      name: 'renderRunner and toYaml in the time of one bare node (3,000 a second where that takes 20 ms)',
      measured: measured.texts,
      limit: (3000 * BARE_NODE) / 1000,
      unit: 'texts',
      atLeast: true,
    },
    ...Object.entries(measured.textsOfOthers).map(([name, texts]) => ({
      name: `renderRunner and toYaml against ${name}`,
      measured: measured.texts / texts,
      limit: 1,
      unit: '×',
      atLeast: true,
    })),
    {
      name: '1,000 runners against 100 (10 × is linear)',
      measured: measured.thousandRunners / measured.hundredRunners,
      limit: LINEAR,
      unit: '×',
    },
    {
      name: '500 managers against 50 (10 × is linear)',
      measured: measured.fiveHundredManagers / measured.fiftyManagers,
      limit: LINEAR,
      unit: '×',
    },
  ];
}

/** Whether the number is within its limit. */
export function isHeld({ measured, limit, atLeast = false }: Budget): boolean {
  return atLeast ? measured >= limit : measured <= limit;
}
