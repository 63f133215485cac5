import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';

/** What Mermaid itself reads of a flowchart, with texts as people see them. */
export interface ReadFlowchart {
  readonly boxes: ReadonlyMap<string, readonly string[]>;
  readonly frames: readonly { readonly title: string; readonly boxes: readonly string[] }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly lines: readonly string[];
  }[];
}

interface Diagram {
  readonly db: {
    getVertices(): ReadonlyMap<string, { readonly text?: string }>;
    getEdges(): readonly { readonly start: string; readonly end: string; readonly text: string }[];
    getSubGraphs(): readonly { readonly title: string; readonly nodes: readonly string[] }[];
  };
}
interface Mermaid {
  parse(text: string): Promise<{ readonly diagramType: string }>;
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<Diagram> };
}

/** Mermaid in a world of its own, with as much of a browser as reading a text needs. */
const mermaid = ((): Mermaid => {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@mermaid-js/tiny');
  const nothing = (): void => {};
  const node = class {};
  const window: Record<string, unknown> = {
    document: {
      nodeType: 9,
      implementation: {},
      readyState: 'complete',
      createElement: () => ({}),
      addEventListener: nothing,
    },
    ...Object.fromEntries(
      ['Element', 'Node', 'NamedNodeMap', 'HTMLFormElement', 'HTMLTemplateElement', 'DOMParser'].map(
        (name) => [name, node],
      ),
    ),
    NodeFilter: {},
    navigator: { userAgent: '' },
    addEventListener: nothing,
    console,
    setTimeout,
    clearTimeout,
    structuredClone,
    URL,
  };
  window.window = window;
  window.self = window;
  const world = vm.createContext(window);
  vm.runInContext(readFileSync(file, 'utf8'), world);
  return world.mermaid as Mermaid;
})();

/** Reads a flowchart as Mermaid does. Fails where it is none. */
export async function readFlowchart(text: string): Promise<ReadFlowchart> {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {
    boxes: new Map([...db.getVertices()].map(([id, { text: label = '' }]) => [id, seen(label)])),
    frames: db
      .getSubGraphs()
      .map(({ title, nodes }) => ({ title: seen(title).join(' '), boxes: [...nodes] })),
    arrows: db
      .getEdges()
      .map(({ start, end, text: label }) => ({ from: start, to: end, lines: seen(label) })),
  };
}

/** The lines of a label, with the characters that its entities are. Mermaid keeps those in signs of its own. */
function seen(label: string): readonly string[] {
  return label
    .split('<br/>')
    .map((line) => line.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCharCode(Number(code))));
}
