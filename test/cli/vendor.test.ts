import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { RequestListener } from 'node:http';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { version } from '../../src/core/version.ts';
import { renderRunner } from '../../src/index.ts';
import { type Certificate, certificateFor } from '../support/certificate.ts';
import { cli, type Outcome } from '../support/cli.ts';
import { directory, root } from '../support/project.ts';
import { document, list } from '../support/resource-list.ts';
import { run } from '../support/run.ts';
import { serve } from '../support/serve.ts';

const KRM = 'kustomize-plugin/gitlab-runner-krm';
const BASE = 'overlays/base/kustomization.yaml';

interface Pin {
  version: string;
  function: object;
  executables: string[];
  files: Record<string, string>;
}

const sumOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();
const pinOf = (path: string): Pin => JSON.parse(readFileSync(join(path, 'vendor.json'), 'utf8')) as Pin;
/** Changes the list: of files with `undefined` it no longer says anything. */
const repin = (
  path: string,
  { files = {}, ...rest }: { version?: string; files?: Record<string, unknown> },
): void => {
  const pin = pinOf(path);
  writeFileSync(
    join(path, 'vendor.json'),
    JSON.stringify({ ...pin, ...rest, files: { ...pin.files, ...files } }),
  );
};
const contents = (path: string): Record<string, string> =>
  Object.fromEntries(filesIn(path).map((name) => [name, readFileSync(join(path, name), 'latin1')]));
const lines = ({ stderr }: Outcome): string[] =>
  stderr.trimEnd().replaceAll('gitlab-runner-manifests: ', '').split('\n');

/** A directory with what vendor writes, in one that is a repository. */
async function vendored(...options: string[]): Promise<string> {
  const path = join(directory({ '.git/HEAD': '' }), 'deploy/vendor');
  expect(await cli(['vendor', path, ...options])).toMatchObject({ exitCode: 0, stdout: '' });
  return path;
}

/** Bytes that begin as an executable for another processor does, which nobody runs here. */
const foreign = Buffer.concat([
  Buffer.from('\x7fELF\x02\x01\x01'.padEnd(18, '\0'), 'latin1'),
  Buffer.from([process.arch === 'x64' ? 183 : 62, 0]),
  Buffer.from('a function'),
]);

describe('vendor', () => {
  it('writes overlays, schemas and the function, and pins them', async () => {
    const path = await vendored();
    const names = filesIn(path);
    const { files, executables, ...rest } = pinOf(path);
    expect(rest).toEqual({
      package: 'gitlab-runner-manifests',
      version,
      function: { runtime: 'node' },
    });
    expect(executables).toEqual([KRM]);
    expect(Object.keys(files)).toEqual(names.filter((name) => name !== 'vendor.json'));
    for (const [name, sum] of Object.entries(files)) {
      const status = lstatSync(join(path, name));
      expect(sumOf(readFileSync(join(path, name)))).toBe(sum);
      expect([name, status.isFile(), (status.mode & 0o111) !== 0]).toEqual([name, true, name === KRM]);
      if (name === KRM) continue;
      const isSame = readFileSync(join(path, name)).equals(readFileSync(join(root, name)));
      expect({ name, isSame }).toEqual({ name, isSame: true });
    }
    expect(statSync(join(path, KRM)).mode & 0o777).toBe(0o755);
    const overlays = filesIn(join(root, 'overlays')).filter((name) => name.endsWith('.yaml'));
    expect(names).toEqual(expect.arrayContaining(overlays.map((name) => `overlays/${name}`)));
    expect(names).toContain('schemas/gitlab-runner.schema.json');
    expect(contents(await vendored())).toEqual(contents(path));
  });

  it('tells what it wrote, and nothing again where nothing is new', async () => {
    const path = join(directory({}), 'vendor');
    expect(lines(await cli(['vendor', path]))).toEqual([
      `wrote ${filesIn(path).length} files to ${path}`,
      'the function needs Node where kustomize runs; --native writes one that does not',
    ]);
    const before = statSync(join(path, 'vendor.json')).ino;
    expect(lines(await cli(['vendor', path]))).toEqual([
      `files in ${path}: ${filesIn(path).length} unchanged`,
    ]);
    expect(statSync(join(path, 'vendor.json')).ino).toBe(before);
  });

  it.each(['{"type": "module"}', '{"type": "commonjs"}', '{}'])(
    'writes one file for Node that works below a package.json with %s, and leaves nothing beside it',
    async (text) => {
      const path = await vendored();
      writeFileSync(join(path, '../package.json'), text);
      const before = filesIn(path);
      const { stdout, stderr, exitCode } = run(join(path, KRM), [], {
        input: list({ items: [], functionConfig: document }),
      });
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
      expect((JSON.parse(stdout) as { items: object[] }).items).toEqual(renderRunner(document));
      expect(filesIn(path)).toEqual(before);
    },
  );

  it('updates what an earlier version wrote, and leaves files of others alone', async () => {
    const path = await vendored();
    const [old, gone, mine] = [
      '# old\n',
      'overlays/components/gone/kustomization.yaml',
      'overlays/mine/x.yaml',
    ];
    for (const [name, text] of [
      [BASE, old],
      [gone, old],
      [mine, 'mine'],
      ['README.md', 'mine'],
    ] as const) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    repin(path, { version: '0.0.9', files: { [BASE]: sumOf(old), [gone]: sumOf(old) } });
    chmodSync(join(path, KRM), 0o644);
    rmSync(join(path, 'schemas/gitlab-runner.schema.json'));
    const outcome = await cli(['vendor', path]);
    expect(outcome.exitCode).toBe(0);
    expect(lines(outcome).slice(0, -2)).toEqual([
      'added schemas/gitlab-runner.schema.json',
      `changed ${KRM}`,
      `changed ${BASE}`,
      'changed vendor.json',
      `removed ${gone}`,
    ]);
    expect(existsSync(dirname(join(path, gone)))).toBe(false);
    expect(statSync(join(path, KRM)).mode & 0o111).not.toBe(0);
    expect(contents(path)).toEqual({
      ...contents(await vendored()),
      [mine]: 'mine',
      'README.md': 'mine',
    });
  });

  it('writes nothing where somebody has changed a file, until it is as it was or gone', async () => {
    const path = await vendored();
    appendFileSync(join(path, BASE), '# mine\n');
    rmSync(join(path, KRM));
    const before = contents(path);
    const outcome = await cli(['vendor', path]);
    expect(outcome.exitCode).toBe(2);
    expect(lines(outcome)).toEqual([
      `${join(path, BASE)} was changed since vendor wrote it`,
      expect.stringMatching(
        /^cannot write to .*: 1 file in the way\. Put back what was changed, or remove it/,
      ),
    ]);
    expect(contents(path)).toEqual(before);
    rmSync(join(path, BASE));
    expect(await cli(['vendor', path])).toMatchObject({ exitCode: 0 });
    expect(contents(path)).toEqual(contents(await vendored()));
  });

  it('tells once of a link that many files are behind', async () => {
    const path = await vendored();
    rmSync(join(path, 'overlays'), { recursive: true });
    symlinkSync(directory({}), join(path, 'overlays'));
    const link = `${join(path, 'overlays')} is a link`;
    expect(lines(await cli(['vendor', path]))).toEqual([
      link,
      expect.stringMatching(/^cannot write to .*: 1 file in the way/),
    ]);
    expect(lines(await cli(['vendor', path, '--check']))).toEqual([link]);
  });

  it('removes nothing that somebody has changed', async () => {
    const path = await vendored();
    const gone = 'overlays/gone.yaml';
    writeFileSync(join(path, gone), 'mine');
    repin(path, { files: { [gone]: sumOf('theirs') } });
    const { exitCode, stderr } = await cli(['vendor', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${gone} was changed since`);
    expect(readFileSync(join(path, gone), 'utf8')).toBe('mine');
  });

  it('replaces no file of somebody else, but takes in what is the same', async () => {
    const path = directory({ [BASE]: 'mine' });
    const { exitCode, stderr } = await cli(['vendor', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${join(path, BASE)} is in the way: vendor has not written it`);
    expect(filesIn(path)).toEqual([BASE]);

    const lost = await vendored();
    rmSync(join(lost, 'vendor.json'));
    expect(await cli(['vendor', lost])).toMatchObject({ exitCode: 0 });
    expect(contents(lost)).toEqual(contents(await vendored()));
  });

  it('keeps every file as it was where the disk has no room for a new one', async () => {
    const path = await vendored();
    repin(path, { files: { [BASE]: sumOf('old'), [KRM]: sumOf('old') } });
    for (const name of [BASE, KRM]) writeFileSync(join(path, name), 'old');
    const before = contents(path);
    const script = `ulimit -f 64; exec node dist/cli/bin.js vendor '${path}'`;
    const { exitCode, stderr } = run('sh', ['-c', script], { cwd: root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`cannot write to ${path}: `);
    expect(contents(path)).toEqual(before);
  });

  it.each<[string, (path: string, outside: string) => void, RegExp]>([
    [
      'its directory',
      (path, outside) => {
        renameSync(path, join(outside, 'moved'));
        symlinkSync(join(outside, 'moved'), path);
      },
      /vendor is a link: name a directory/,
    ],
    [
      'a folder in it',
      (path, outside) => {
        renameSync(join(path, 'overlays'), join(outside, 'moved'));
        symlinkSync(join(outside, 'moved'), join(path, 'overlays'));
      },
      /vendor\/overlays is a link/,
    ],
    [
      'a file in it',
      (path, outside) => {
        renameSync(join(path, BASE), join(outside, 'moved'));
        symlinkSync(join(outside, 'moved'), join(path, BASE));
      },
      /base\/kustomization\.yaml is a link/,
    ],
    [
      'its list',
      (path, outside) => {
        renameSync(join(path, 'vendor.json'), join(outside, 'moved'));
        symlinkSync(join(outside, 'moved'), join(path, 'vendor.json'));
      },
      /cannot read .*vendor\.json: it is not a regular file/,
    ],
  ])('follows no link that stands for %s', async (_, relink, message) => {
    const path = await vendored();
    const outside = directory({});
    relink(path, outside);
    rmSync(join(path, KRM));
    const before = contents(outside);
    const { exitCode, stderr } = await cli(['vendor', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(contents(outside)).toEqual(before);
    expect(existsSync(join(path, KRM))).toBe(false);
  });

  it.each<[string, string | object]>([
    ['a path that leads up', { '../../victim': sumOf('victim') }],
    ['a path that leads up inside', { 'overlays/../../../victim': sumOf('victim') }],
    ['an absolute path', { '/tmp/victim': sumOf('victim') }],
    ['a path with a backslash', { 'overlays\\..\\victim': sumOf('victim') }],
    ['a path beside the folders', { victim: sumOf('victim') }],
    ['a hidden path', { 'overlays/.git/config': sumOf('victim') }],
    ['no checksum', { [BASE]: 1 }],
    ['text', 'not JSON'],
  ])('takes no list with %s', async (_, files) => {
    const path = await vendored();
    writeFileSync(join(path, '../../victim'), 'victim');
    writeFileSync(join(path, 'victim'), 'victim');
    if (typeof files === 'string') writeFileSync(join(path, 'vendor.json'), files);
    else repin(path, { files: { ...files } });
    for (const options of [[], ['--check']]) {
      const { exitCode, stderr } = await cli(['vendor', path, ...options]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/cannot read .*vendor\.json: it is not as vendor writes it/);
    }
    expect(existsSync(join(path, '../../victim'))).toBe(true);
    expect(existsSync(join(path, 'victim'))).toBe(true);
  });

  it("takes no list of another program's", async () => {
    const path = directory({ 'vendor.json': '{"files": {}}' });
    expect(await cli(['vendor', path])).toMatchObject({ exitCode: 2 });
    expect(filesIn(path)).toEqual(['vendor.json']);
  });

  it.each<[string[], RegExp]>([
    [[], /needs one directory/],
    [['a', 'b'], /needs one directory/],
    [[''], /the text is empty/],
    [['--native', 'a'], /needs a directory before --native: vendor a --native/],
    [['a', '--native', 'file'], /--native file needs --sha256/],
    [['a', '--sha256', 'x'], /--sha256 goes with --native FILE\|URL/],
    [['a', '--native', '--sha256', 'x'], /--sha256 goes with --native FILE\|URL/],
    [['a', '--native', 'file', '--sha256', 'x'], /64 hexadecimal digits/],
    [['a', '--check', '--native'], /--check goes with --sha256 alone/],
    [['a', '--check'], /cannot read a\/vendor\.json: vendor has written nothing there/],
    [['package.json'], /package\.json is a file: name a directory/],
    [['package.json/x'], /cannot read .*package\.json\/x: a part of the path is not a directory/],
    [['x'.repeat(300)], /cannot read .*xxx: ENAMETOOLONG/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stdout, stderr } = await cli(['vendor', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(existsSync('a')).toBe(false);
  });
});

describe('vendor --native', () => {
  const withFile = (content: Uint8Array): string => {
    const file = join(directory({}), 'gitlab-runner-krm-linux-other');
    writeFileSync(file, content);
    return file;
  };

  it('takes a file that has the checksum, and pins it by its name', async () => {
    const path = await vendored('--native', withFile(foreign), '--sha256', sumOf(foreign).toUpperCase());
    expect(readFileSync(join(path, KRM))).toEqual(foreign);
    expect(pinOf(path).function).toEqual({ runtime: 'native', from: 'gitlab-runner-krm-linux-other' });
    expect(pinOf(path).files[KRM]).toBe(sumOf(foreign));
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['has another checksum', foreign, sumOf('x'), /is not used: its SHA-256 is [0-9a-f]{64}, not the one/],
    [
      'is no executable',
      Buffer.from('<html>'),
      sumOf('<html>'),
      /is not used: it is not an executable for Linux/,
    ],
    [
      'is another program',
      readFileSync('/bin/true'),
      sumOf(readFileSync('/bin/true')),
      /is not used: it is not the function/,
    ],
  ])('writes nothing where the file %s', async (_, content, sum, message) => {
    const path = join(directory({}), 'vendor');
    const { exitCode, stderr } = await cli(['vendor', path, '--native', withFile(content), '--sha256', sum]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(path)).toBe(false);
  });

  it('says how to get one where this package holds none', async () => {
    const path = join(directory({}), 'vendor');
    const { exitCode, stderr } = await cli(['vendor', path, '--native']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /this package holds no native function: .*--native FILE\|URL --sha256 SUM, .* `npm run build:native`, and give it with --native FILE --sha256 SUM/,
    );
    expect(existsSync(path)).toBe(false);
  });

  it('is needed again for another version, and keeps the function until then', async () => {
    const path = await vendored('--native', withFile(foreign), '--sha256', sumOf(foreign));
    rmSync(join(path, BASE));
    expect(await cli(['vendor', path])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(path, KRM))).toEqual(foreign);
    repin(path, { version: '0.0.9' });
    const { exitCode, stderr } = await cli(['vendor', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/is the native function of version 0\.0\.9, and this is .*: add --native/);
    expect(readFileSync(join(path, KRM))).toEqual(foreign);
  });

  it('gives way to the function for Node where the directory is removed, not where the file is lost', async () => {
    const path = await vendored('--native', withFile(foreign), '--sha256', sumOf(foreign));
    rmSync(join(path, KRM));
    const before = contents(path);
    const { exitCode, stderr } = await cli(['vendor', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `${join(path, KRM)}, a native function, is missing: add --native, or --native FILE|URL --sha256 SUM with the checksum of a release. To use the one for Node instead, remove ${path}, and run vendor again`,
    );
    expect(contents(path)).toEqual(before);
    rmSync(path, { recursive: true });
    expect(await cli(['vendor', path])).toMatchObject({ exitCode: 0 });
    expect(pinOf(path).function).toEqual({ runtime: 'node' });
  });

  describe('with an address', () => {
    let made: Certificate | undefined;

    /** Vendors from a path of a server on this machine. */
    async function from(
      path: string,
      listener: RequestListener,
      sum = sumOf(foreign),
    ): Promise<Outcome & { readonly target: string; readonly url: string }> {
      made ??= certificateFor('127.0.0.1');
      const { port, stop } = await serve(listener, { certificate: made, host: '127.0.0.1' });
      onTestFinished(stop);
      const target = join(directory({ 'ca.pem': made.authority }), 'vendor');
      const url = `https://127.0.0.1:${port}`;
      const args = ['vendor', target, '--native', `${url}${path}`, '--sha256', sum];
      const ca = ['--ca-file', join(target, '../ca.pem')];
      return { ...(await cli([...args, ...ca])), target, url };
    }

    it('fetches the file, also where it is elsewhere, and pins no more than the path', async () => {
      const { exitCode, target, url } = await from('/v1/function?key=EXAMPLE', ({ url: asked }, response) => {
        if (asked === '/v1/function?key=EXAMPLE')
          response.writeHead(302, { location: '/store?signature=x' }).end();
        else response.end(asked === '/store?signature=x' ? foreign : '');
      });
      expect(exitCode).toBe(0);
      expect(readFileSync(join(target, KRM))).toEqual(foreign);
      expect(pinOf(target).function).toEqual({ runtime: 'native', from: `${url}/v1/function` });
    });

    it.each<[string, RequestListener, RegExp]>([
      ['is not there', (_, response) => void response.writeHead(404).end(), /the server answers 404/],
      [
        'is behind an address that is not encrypted',
        (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1/x' }).end(),
        /leads on to an address without https/,
      ],
      [
        'is never reached',
        (_, response) => void response.writeHead(302, { location: '/again' }).end(),
        /leads on more than 5 times/,
      ],
      [
        'never ends',
        (_, response) => {
          const more = (): void => {
            while (response.write(Buffer.alloc(1 << 20)));
            response.once('drain', more);
          };
          more();
        },
        /it is too large for a function/,
      ],
      ['has another checksum', (_, response) => void response.end('x'), /is not used: its SHA-256 is/],
    ])('writes nothing where the file %s', async (_, listener, message) => {
      const { exitCode, stderr, target } = await from('/function?key=EXAMPLE-KEY', listener);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain('EXAMPLE-KEY');
      expect(existsSync(target)).toBe(false);
    });

    it.each([
      ['http://gitlab.example.com/function', /begins with https:\/\//],
      ['file:///etc/passwd', /begins with https:\/\//],
      ['https://', /begins with https:\/\//],
      ['https://me:EXAMPLE-PASS@gitlab.example.com/function', /no address with a login in it/],
    ])('does not fetch %s', async (url, message) => {
      const path = join(directory({}), 'vendor');
      const { exitCode, stderr } = await cli(['vendor', path, '--native', url, '--sha256', sumOf('x')]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain('EXAMPLE-PASS');
    });
  });
});

describe('vendor --check', () => {
  it('finds nothing in what vendor has written, and writes nothing', async () => {
    const path = await vendored();
    const before = contents(path);
    expect(await cli(['vendor', path, '--check'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${path}: no problems found in it, and in the layers of ${relative('', join(path, '../..'))}\n`,
    });
    expect(contents(path)).toEqual(before);
    writeFileSync(join(path, 'README.md'), 'mine');
    mkdirSync(join(path, 'overlays/mine'));
    writeFileSync(join(path, 'overlays/mine/x.yaml'), 'mine');
    expect(await cli(['vendor', path, '--check'])).toMatchObject({ exitCode: 0 });
  });

  it.each<[string, (path: string) => void, (path: string) => string[]]>([
    [
      'a file that was changed',
      (path) => appendFileSync(join(path, BASE), '# mine\n'),
      (path) => [`${join(path, BASE)} was changed since vendor wrote it`],
    ],
    [
      'a file that is missing',
      (path) => rmSync(join(path, BASE)),
      (path) => [`${join(path, BASE)} is missing`],
    ],
    [
      'a function that is not executable',
      (path) => chmodSync(join(path, KRM), 0o644),
      (path) => [`${join(path, KRM)} is not executable`],
    ],
    [
      'a link in place of a file',
      (path) => {
        rmSync(join(path, BASE));
        symlinkSync('/dev/null', join(path, BASE));
      },
      (path) => [`${join(path, BASE)} is a link`],
    ],
    [
      'a file beside those of the package',
      (path) => writeFileSync(join(path, 'overlays/base/more.yaml'), ''),
      (path) => [`${join(path, 'overlays/base/more.yaml')} is not a file of the package`],
    ],
    [
      'another version',
      (path) => repin(path, { version: '0.0.9' }),
      (path) => [`${path} holds version 0.0.9, and this is ${version}: run vendor again`],
    ],
    ...['0.1.10', '0.10.0', '1.0.0-rc.1'].map(
      (newer): [string, (path: string) => void, (path: string) => string[]] => [
        `the newer version ${newer}`,
        (path) => repin(path, { version: newer }),
        (path) => [`${path} holds version ${newer}, and this is ${version}: upgrade the package`],
      ],
    ),
    [
      'a version that led to this one',
      (path) => repin(path, { version: `${version}-rc.1` }),
      (path) => [`${path} holds version ${version}-rc.1, and this is ${version}: run vendor again`],
    ],
    [
      'a file that was changed with its checksum',
      (path) => {
        writeFileSync(join(path, KRM), '#!/bin/sh\n');
        repin(path, { files: { [KRM]: sumOf('#!/bin/sh\n') } });
      },
      (path) => [`${path}/vendor.json has another checksum than this package for ${KRM}: run vendor again`],
    ],
    [
      'a file that the list leaves out',
      (path) => repin(path, { files: { [BASE]: undefined } }),
      (path) => [`${path}/vendor.json does not list ${BASE}: run vendor again`],
    ],
    [
      'a file that only the list has',
      (path) => repin(path, { files: { 'overlays/gone.yaml': sumOf('') } }),
      (path) => [
        `${join(path, 'overlays/gone.yaml')} is missing`,
        `${path}/vendor.json lists overlays/gone.yaml, which this package has not`,
      ],
    ],
  ])('reports %s', async (_, change, expected) => {
    const path = await vendored();
    change(path);
    const outcome = await cli(['vendor', path, '--check']);
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' });
    expect(lines(outcome)).toEqual(expected(path));
  });

  it('holds a native function to the checksum that it is given', async () => {
    const file = join(directory({}), 'function');
    writeFileSync(file, foreign);
    const path = await vendored('--native', file, '--sha256', sumOf(foreign));
    const check = (sum: string): Promise<Outcome> => cli(['vendor', path, '--check', '--sha256', sum]);
    expect(await check(sumOf(foreign))).toMatchObject({ exitCode: 0 });
    const other = await check(sumOf('x'));
    expect(other.exitCode).toBe(1);
    expect(lines(other)).toEqual([`${join(path, KRM)} does not have the SHA-256 of --sha256`]);
    const alone = await cli(['vendor', path, '--check']);
    expect(alone.exitCode).toBe(0);
    expect(lines(alone)[0]).toBe(
      `the native function is compared with ${path}/vendor.json alone: --sha256 SUM compares it with the checksum of a release`,
    );
    expect((await check(sumOf(foreign))).stderr).not.toContain('alone');
  });

  it('tells where it has looked for layers outside a repository', async () => {
    const path = join(directory({}), 'vendor/package');
    expect(await cli(['vendor', path])).toMatchObject({ exitCode: 0 });
    const { stderr } = await cli(['vendor', path, '--check']);
    expect(stderr).toBe(
      `${path}: no problems found in it, and in the layers of ${relative('', dirname(path))}\n`,
    );
  });

  it('reports what Git keeps from whoever clones the repository, as vendor does', async () => {
    const repository = directory({ '.gitignore': 'vendor/schemas/\n' });
    const path = join(repository, 'vendor');
    const git = (...args: string[]): void => {
      expect(run('git', args, { cwd: repository })).toMatchObject({ exitCode: 0 });
    };
    git('init', '--quiet');
    const ignored =
      /^Git ignores .*\/vendor\/schemas\/gitlab-runner-patch\.schema\.json and 1 more, so no clone has them/;
    expect(lines(await cli(['vendor', path])).at(-1)).toMatch(ignored);
    const check = (): Promise<Outcome> => cli(['vendor', path, '--check']);
    expect(lines(await check())).toEqual([expect.stringMatching(ignored)]);
    git('add', '--all', '--force');
    expect(await check()).toMatchObject({ exitCode: 0 });
    git('update-index', '--chmod=-x', `vendor/${KRM}`);
    const outcome = await check();
    expect(outcome.exitCode).toBe(1);
    const name = join(path, KRM);
    expect(lines(outcome)).toEqual([
      `Git has ${name} without its executable bit: git update-index --chmod=+x ${name}`,
    ]);
  });

  it('reports a list that Git ignores', async () => {
    const repository = directory({ '.gitignore': 'vendor.json\n' });
    const path = join(repository, 'vendor');
    expect(run('git', ['init', '--quiet'], { cwd: repository })).toMatchObject({ exitCode: 0 });
    const ignored = `Git ignores ${join(path, 'vendor.json')}, so no clone has it: see .gitignore`;
    expect(lines(await cli(['vendor', path])).at(-1)).toBe(ignored);
    const outcome = await cli(['vendor', path, '--check']);
    expect(outcome.exitCode).toBe(1);
    expect(lines(outcome)).toEqual([ignored]);
  });

  it('reports layers of the repository without a guard, and no others', async () => {
    const path = await vendored();
    const repository = join(path, '../..');
    const write = (name: string, text: string): void => {
      mkdirSync(dirname(join(repository, name)), { recursive: true });
      writeFileSync(join(repository, name), text);
    };
    const config = 'resources: [../../../deploy/vendor/overlays/base/config]\n';
    write('apps/good/runner/kustomization.yaml', config);
    write(
      'apps/good/kustomization.yaml',
      'generators: [runner]\ncomponents: [../../deploy/vendor/overlays/components/require-enable-exec]\n',
    );
    write('apps/bad/runner/kustomization.yaml', config);
    write('apps/bad/kustomization.yaml', 'kind: Kustomization\ngenerators: [runner]\n');
    write('node_modules/x/kustomization.yaml', 'generators: [../../apps/bad/runner]\n');
    write('apps/other/kustomization.yaml', 'generators: [plugin.yaml]\n');
    write('apps/other/plugin.yaml', 'kind: Other\n');
    const { exitCode, stderr } = await cli(['vendor', path, '--check']);
    expect(exitCode).toBe(1);
    expect(stderr.match(/GUARD_MISSING/g)).toHaveLength(1);
    expect(stderr).toMatch(/apps\/bad\/kustomization\.yaml:2:1: error GUARD_MISSING/);
  });
});
