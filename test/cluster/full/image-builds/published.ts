import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { root } from '../../../support/project.ts';
import type { JobSpec } from '../../support/gitlab/job.ts';
import type { PodSpec } from './pod.ts';

/** Ways to build images, as examples and documentation have them. */
export const MODES = ['dind', 'dind-rootless', 'buildkit-rootless', 'buildah', 'podman', 'socket'] as const;

/** A way to build images. */
export type Mode = (typeof MODES)[number] | 'none';

interface CiJob {
  readonly image: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
}

const SOCKET = '/var/run/docker.sock';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The job of examples/gitlab-ci for a mode, with these variables. */
export function exampleJob(mode: Mode, variables: Readonly<Record<string, string>>): JobSpec {
  const [job] = Object.values(parse(read(`examples/gitlab-ci/${mode}.yml`)) as Record<string, CiJob>);
  const { image, variables: own, before_script = [], script, after_script } = job!;
  return {
    image,
    // GitLab sends both as one.
    script: [...before_script, ...script],
    ...(after_script !== undefined && { afterScript: after_script }),
    variables: { ...own, ...variables },
  };
}

/** The same job with no cache but the builder's own storage. */
export function withoutRegistryCache(job: JobSpec): JobSpec {
  const flag = / --(?:cache-from|cache-to|import-cache|export-cache) "[^"]*"/g;
  return { ...job, script: job.script.map((line) => line.replaceAll(flag, '')) };
}

/** What the pod of examples/checks for a mode is asked to be, for a socket at another path. */
export function examplePod(mode: Mode, socket: string): PodSpec {
  const text = read(`examples/checks/${mode}.yaml`);
  return (parse(text.replace(`path: ${SOCKET},`, `path: ${socket},`)) as { spec: PodSpec }).spec;
}

/** The part of a document that docs/image-builds/socket.md shows, for a socket at another path. */
export function socketAt(path: string): object {
  const blocks = read('docs/image-builds/socket.md').matchAll(/```yaml\n(.*?)```/gs);
  const block = [...blocks].map(([, text]) => text!).find((text) => text.includes('pod_spec'));
  return (parse(block!.replaceAll(SOCKET, path)) as { spec: object }).spec;
}

/** What pages of docs/image-builds explain: the messages in the first columns of their tables. */
export function explained(...pages: readonly string[]): readonly string[] {
  return pages.flatMap((page) =>
    [...read(`docs/image-builds/${page}.md`).matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, message]) => message!),
    ),
  );
}
