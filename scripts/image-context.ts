/**
 * Lays out what the Dockerfile copies, from the folder of a release: `npm run image-context -- RELEASE [FOLDER]`. The
 * images hold what was released, and building them runs nothing and asks no network but for their bases.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { ARCHITECTURES } from './release/executables.ts';
import { manifest, root } from './release/project.ts';

const [release, folder = `${root}/image`] = process.argv.slice(2);
if (release === undefined) throw new Error('Name the folder of the release.');
const { name, version } = manifest;

// Modes are in the images' bytes.
process.umask(0o022);
rmSync(folder, { recursive: true, force: true });

for (const architecture of ARCHITECTURES) {
  const file = `gitlab-runner-krm-${version}-linux-${architecture}`;
  if (!readdirSync(release).includes(file)) continue;
  const target = join(folder, `linux-${architecture}`);
  mkdirSync(target, { recursive: true });
  copyFileSync(join(release, file), join(target, 'gitlab-runner-krm'));
  chmodSync(join(target, 'gitlab-runner-krm'), 0o755);
}

// kustomize and kpt start a function as this user, by its name.
mkdirSync(join(folder, 'etc'));
writeFileSync(join(folder, 'etc/passwd'), 'nobody:x:65534:65534:nobody:/:/sbin/nologin\n');

// The package with what it needs, in the versions that the tests ran with.
const installed = resolve(folder, 'package');
mkdirSync(installed);
const tarball = resolve(release, `${name}-${version}.tgz`);
execFileSync('tar', ['--extract', '--file', tarball, '--strip-components=1'], { cwd: installed });
cpSync(`${root}/package-lock.json`, join(installed, 'package-lock.json'));
const options = ['--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
execFileSync('npm', ['ci', ...options], { cwd: installed, stdio: 'pipe' });
mkdirSync(join(folder, 'bin'));
symlinkSync(`/opt/${name}/dist/cli/bin.js`, join(folder, 'bin', name));
