import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
    // npm takes the folder's name for that of the project.
    const project = join(folder, manifest.name);
    mkdirSync(project);
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(root, file), join(project, file));
    const bom: Bom = JSON.parse(
      execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'], {
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
