import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printable } from '../../src/core/findings/printable.ts';
import { drawRunners, type GitLabRunner, RunnerConfigError } from '../../src/index.ts';
import { flowchartText } from '../../src/operate/picture/flowchart.ts';
import { cli } from '../support/cli.ts';
import { type ReadFlowchart, readFlowchart } from '../support/mermaid.ts';

const golden = new URL('../golden/', import.meta.url);
const documentOf = (name: string): GitLabRunner =>
  parse(readFileSync(new URL(`${name}/document.yaml`, golden), 'utf8')) as GitLabRunner;

/** Another manager in the namespace of one. */
function beside({ metadata, spec, ...rest }: GitLabRunner): GitLabRunner {
  return {
    ...rest,
    metadata: { ...metadata, name: 'other' },
    spec: { ...spec, namespace: { create: false } },
  };
}

/** What a picture says: each box by its first line, and each arrow by those of its ends. */
async function picture(...documents: readonly GitLabRunner[]) {
  const read = await readFlowchart(drawRunners(documents));
  const titleOf = (id: string): string => read.boxes.get(id)!.slice(0, 2).join(' ');
  return {
    boxes: [...read.boxes.values()].map((lines) => lines.join('; ')),
    arrows: read.arrows.map(
      ({ from, to, lines }) => `${titleOf(from)} → ${titleOf(to)}: ${lines.join('; ')}`,
    ),
    frames: read.frames,
  };
}

describe.each(readdirSync(golden).filter((name) => existsSync(new URL(`${name}/document.yaml`, golden))))(
  'the picture of %s',
  (name) => {
    it('is a flowchart for Mermaid, with the manager and what it calls', async () => {
      const { boxes, arrows, frames } = await picture(documentOf(name));
      const ofManager = boxes.filter((box) => box.startsWith('Manager '));
      expect(ofManager).toHaveLength(1);
      expect(boxes.some((box) => box.startsWith('GitLab; '))).toBe(true);
      expect(boxes.some((box) => box.startsWith('Job pods of '))).toBe(true);
      expect(arrows.some((arrow) => /^Manager .* → GitLab .*: asks for jobs of /.test(arrow))).toBe(true);
      expect(frames.at(-1)!.title).toBe('Kubernetes cluster');
      expect(drawRunners([documentOf(name)])).toBe(drawRunners([documentOf(name)]));
    });
  },
);

describe('a picture', () => {
  it('of the base has few boxes', async () => {
    expect(await picture(documentOf('base'))).toEqual({
      boxes: [
        'GitLab; gitlab.com',
        'API server',
        'Manager gitlab-runner; Deployment: 1 pod; account gitlab-runner; ConfigMap gitlab-runner-config: config.toml',
        'Secret; gitlab-runner-token',
        'Job pods of default; account default; Pod Security: baseline',
      ],
      arrows: [
        'Manager gitlab-runner Deployment: 1 pod → GitLab gitlab.com: asks for jobs of default',
        'Manager gitlab-runner Deployment: 1 pod → API server: ',
        'Manager gitlab-runner Deployment: 1 pod → Secret gitlab-runner-token: reads',
        'API server → Job pods of default account default: the manager may; create, delete, get, list, watch pods; create pods/attach, pods/exec; get pods/log; create, delete, get, update secrets; list, watch events',
        'Job pods of default account default → GitLab gitlab.com: git, artifacts',
      ],
      frames: [
        { title: 'Namespace gitlab-runner', boxes: expect.any(Array) },
        { title: 'Kubernetes cluster', boxes: expect.any(Array) },
      ],
    });
  });

  it('has the policies in words, the cache, another cluster and the monitor', async () => {
    const { boxes, arrows } = await picture(documentOf('network-policies'));
    const [ofManager, ofJobs] = boxes.filter((box) => box.startsWith('NetworkPolicy'));
    expect(ofManager).toContain(
      'in: port 9252 from pods with app.kubernetes.io/name=prometheus in namespaces',
    );
    expect(ofManager).toContain('out: port 443, 8080 to anywhere');
    expect(ofJobs).toContain('in: nothing');
    expect(ofJobs).toContain('out: all ports to every IPv4 address but 10.0.0.0/8');
    expect(boxes).toContain('Cache; minio.storage:9000; bucket cache');
    expect(boxes).toContain('API server of another cluster; k8s.example.com:16443');
    expect(arrows.some((arrow) => arrow.startsWith('Prometheus → Manager'))).toBe(true);
  });

  it('has what is exposed, to whom', async () => {
    const { arrows } = await picture(documentOf('session-ingress'));
    const doors = arrows.filter((arrow) => /Ingress|Service/.test(arrow));
    expect(doors).toHaveLength(3);
    expect(doors[0]).toMatch(/^GitLab .* → Ingress gitlab-runner-session .*: terminals of jobs$/);
    expect(doors[2]).toMatch(/^Service gitlab-runner-session .* → Manager gitlab-runner .*: port 9443$/);
  });

  it('has how images are built, and that containers are privileged', async () => {
    const { boxes, arrows } = await picture(documentOf('docker-dind'));
    const jobs = boxes.find((box) => box.startsWith('Job pods'))!;
    expect(jobs).toContain('images: a privileged Docker daemon beside each job');
    expect(jobs).toContain('privileged containers');
    expect(arrows.some((arrow) => /^Job pods .* → Image registries/.test(arrow))).toBe(true);
  });

  it('has rights on the whole cluster, and namespaces that are made for jobs', async () => {
    const { boxes, arrows, frames } = await picture(documentOf('namespace-per-job'));
    expect(arrows.find((arrow) => /→ API server/.test(arrow))).toContain('may on the whole cluster; ');
    expect(frames.map(({ title }) => title)).toContain('Namespace of each job, made for it');
    expect(boxes.filter((box) => box.startsWith('Job pods')).length).toBeGreaterThan(0);
  });

  it('of several documents draws once what they have in common', async () => {
    const base = documentOf('base');
    const other = beside(base);
    const { boxes, frames } = await picture(base, other);
    const count = (start: string): number => boxes.filter((box) => box.startsWith(start)).length;
    expect({
      gitlab: count('GitLab'),
      api: count('API server'),
      managers: count('Manager'),
      jobs: count('Job pods'),
      frames: frames.length,
    }).toEqual({ gitlab: 1, api: 1, managers: 2, jobs: 2, frames: 2 });
  });

  it('gives the boxes of a document the same names beside others', () => {
    const base = documentOf('base');
    const other = beside(base);
    const names = (text: string): string[] => text.match(/^ +\w+(?=[[(])/gm)!.map((name) => name.trim());
    const alone = names(drawRunners([other]));
    expect(alone.length).toBeGreaterThan(4);
    expect(names(drawRunners([base, other]))).toEqual(expect.arrayContaining(alone));
  });
});

describe('texts of a document', () => {
  const hostile = [
    '"] --> evil["x',
    'a"]\nclick b "javascript:alert(1)"',
    '%%{init: {"securityLevel": "loose"}}%%',
    '%% comment',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt; #quot; #35; &#35;',
    '`**bold** _it_`',
    'a<br/>b',
    'end',
    'style x fill:#f00; classDef y:#z;',
    '|x|',
    '\u202Ereversed\u0007',
    '---\ntitle: x\n---',
    '1. list',
    '\\" x',
  ];
  it.each(hostile)('are text, whatever they say: %j', async (text) => {
    const chart = flowchartText({
      boxes: [
        { key: `box ${text}`, kind: 'outside', lines: ['GitLab', text] },
        { key: 'b', kind: 'manager', lines: ['b'] },
      ],
      frames: [
        {
          key: `frame ${text}`,
          title: text,
          boxes: [{ key: `c ${text}`, kind: 'jobs', lines: [text] }],
          frames: [],
        },
      ],
      arrows: [{ from: `box ${text}`, to: 'b', lines: [text], kind: 'calls' }],
    });
    const read: ReadFlowchart = await readFlowchart(chart);
    const shown = printable(text);
    expect([...read.boxes.values()]).toEqual([['GitLab', shown], ['b'], [shown]]);
    expect(read.arrows.map(({ lines }) => lines)).toEqual([[shown]]);
    expect(read.frames.map(({ title }) => title)).toEqual([shown]);
    expect(chart).not.toMatch(/%%|<(?!br\/>)|click b "/);
  });

  it('hold no credential', () => {
    const base = documentOf('base');
    const secret = 'glrt-t0t0t0t0t0t0t0t0t0t0';
    const text = drawRunners([
      {
        ...base,
        spec: {
          ...base.spec,
          runners: {
            default: {
              url: 'https://gitlab.com',
              token: { value: secret },
            },
          },
        },
      },
    ]);
    expect(text).toContain('gitlab-runner-token');
    expect(text).not.toContain('t0t0');
    const login = 'https://me:hunter2hunter2@k8s.example.com';
    const chart = flowchartText({
      boxes: [{ key: `server ${login}`, kind: 'server', lines: [login] }],
      frames: [{ key: `frame ${login}`, title: login, boxes: [], frames: [] }],
      arrows: [{ from: `server ${login}`, to: `server ${login}`, lines: [login], kind: 'calls' }],
    });
    expect(chart).toContain('k8s.example.com');
    expect(chart).not.toContain('hunter2');
  });

  it('that are long are cut', async () => {
    const chart = flowchartText({
      boxes: [{ key: 'a'.repeat(5000), kind: 'outside', lines: ['b'.repeat(5000)] }],
      frames: [],
      arrows: [],
    });
    expect(chart.length).toBeLessThan(1000);
    await readFlowchart(chart);
  });
});

it('is refused for a document with errors', () => {
  const base = documentOf('base');
  expect(() => drawRunners([{ ...base, spec: { ...base.spec, version: 'x' } }])).toThrow(RunnerConfigError);
});

describe('render --format mermaid', () => {
  const file = 'test/golden/base/document.yaml';

  it('prints the picture of all documents', async () => {
    const { exitCode, stdout } = await cli(['render', file, '--format', 'mermaid']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(drawRunners([documentOf('base')]));
  });

  it.each([
    ['-o', 'x'],
    ['--only', 'Role'],
  ])('refuses %s', async (...options) => {
    const { exitCode, stdout, stderr } = await cli(['render', file, '--format', 'mermaid', ...options]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('--format mermaid only without --output and --only');
  });
});
