import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { quickjsVersion } from '../build-native.ts';
import { manifest, root } from './project.ts';

/** What is read and set of a bill of materials in CycloneDX. */
interface Bom {
  serialNumber?: string;
  readonly metadata: { timestamp: string };
  readonly components: object[];
}

/**
 * Returns the bill of materials in CycloneDX, as `npm sbom` writes it of the lock file, without what is only for
 * development; and what the native executables hold beside it. The same text each time: in place of time and random
 * number of the run it has the time of the commit, and a number made of the rest.
 */
export function billOfMaterials(time: Date): string {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-sbom-'));
  try {
    // npm uses the folder's name as the project's.
    const project = join(folder, manifest.name);
    mkdirSync(project);
    for (const [file, value] of Object.entries(withoutDevelopment()))
      writeFileSync(join(project, file), JSON.stringify(value));
    const bom: Bom = JSON.parse(
      execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
        cwd: project,
        encoding: 'utf8',
      }),
    );
    bom.metadata.timestamp = time.toISOString();
    bom.components.push(...linked());
    delete bom.serialNumber;
    return `${JSON.stringify({ ...bom, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(bom))}` }, null, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a lock file says of packages, by their places; the project's own is ''. */
interface Lock {
  packages: Record<string, { dev?: boolean; devDependencies?: object }>;
}

/**
 * The project's files without what is only for development. `npm sbom --omit=dev` would not do: it also leaves out what
 * is needed here and by something for development.
 */
function withoutDevelopment(): { [file: string]: unknown } {
  const { devDependencies: _, ...manifest } = read('package.json') as { devDependencies: object };
  const lock = read('package-lock.json') as Lock;
  delete lock.packages['']!.devDependencies;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).filter(([, one]) => one.dev !== true));
  return { 'package.json': manifest, 'package-lock.json': lock };
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** What is linked into the native executables and comes from no registry of npm. */
function linked(): object[] {
  const quickjs = quickjsVersion();
  if (quickjs === undefined) return [];
  const [, glibc = ''] = execFileSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' })
    .trim()
    .split(' ');
  return [
    { name: 'quickjs', version: quickjs, licenses: [{ license: { id: 'MIT' } }] },
    { name: 'glibc', version: glibc, licenses: [{ license: { id: 'LGPL-2.1-or-later' } }] },
  ].map(({ name, version, licenses }) => ({
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    purl: `pkg:generic/${name}@${version}`,
    licenses,
  }));
}

/** A UUID of version 8, whose bits are a hash's. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
