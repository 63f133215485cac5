/**
 * Asks the three doors of a packed tarball on each Node that it is for, and compares what they give, byte for byte:
 * `npm run node-versions -- TARBALL`. npm has each Node as a package.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { askDoors, projectWith } from './release/doors.ts';

/** The oldest Node that "engines" in package.json allows, and the newest of each release line since. */
const NODES = ['20.19.0', '22', '24', '26'];

const [tarball] = process.argv.slice(2);
if (tarball === undefined) throw new Error('Name the tarball that npm pack has written.');

/** The package of npm that holds a Node and nothing else, for this machine. */
const node = `node-${process.platform}-${process.arch}`;
let first: string | undefined;
for (const version of NODES) {
  const project = await projectWith(resolve(tarball), `${node}@${version}`);
  try {
    const folder = join(project, 'node_modules', node, 'bin');
    const doors = askDoors(project, folder);
    if (doors.library !== doors.commandLine || doors.kustomize !== doors.kustomizeOfLibrary)
      throw new Error(`Node ${version}: the doors do not give the same.`);
    const all = JSON.stringify(doors);
    first ??= all;
    if (all !== first) throw new Error(`Node ${version} does not give what Node ${NODES[0]} gives.`);
    const said = execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' });
    console.log(`Node ${said.trim()}: the same bytes through each door.`);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
