/**
 * Builds the KRM function as one static executable that needs no Node: the same TypeScript, bundled, compiled by
 * QuickJS to bytecode and linked with its engine. A first executable evaluates the bytecode and writes its heap; the
 * second one begins with that. Needs qjsc, libquickjs and a C compiler (Debian: quickjs, libquickjs, gcc).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What Debian's packages are called, for the one who lacks them. */
const PACKAGES = 'quickjs libquickjs gcc libc6-dev';

/** The version of QuickJS on this machine; undefined where there is no qjsc. */
export function quickjsVersion(): string | undefined {
  const { stdout } = spawnSync('qjsc', { encoding: 'utf8' });
  return /version (\S+)/.exec(stdout ?? '')?.[1];
}

/** The programs that make machine code, which decide for which processor it is. */
export interface Tools {
  readonly cc: string;
  readonly objcopy: string;
  readonly nm: string;
  /** What runs an executable of that processor here; empty where that is this machine's. */
  readonly emulator: readonly string[];
}

const OF_THIS_MACHINE: Tools = { cc: 'cc', objcopy: 'objcopy', nm: 'nm', emulator: [] };

const SOURCES = ['native-host.c', 'native-heap.c'];
const OPTIONS = [
  ...['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O2', '-fno-asynchronous-unwind-tables'],
  ...['-ffunction-sections', '-Wl,--gc-sections', '-Wl,--wrap=gettimeofday', '-static-pie'],
];
const SNAPSHOT = `
  .section .note.GNU-stack, "", %progbits
  .section .snapshot, "aw", %progbits
  .global snapshot
  .balign 8192
  snapshot:`;

/**
 * Where the heap is while it is made: what differs between them are pointers, or the snapshot would not hold elsewhere.
 * The engine's hash of an object's shape mixes in the address of its prototype (0x9e370001 times the lower half, plus
 * the upper one, in 32 bits), and is the same at all of them.
 */
const ADDRESSES = ['6b3fa0000000', '4b3fc0002000', '2b3fe0004000', '0b3f00006000'];

/** The engine's archive, next to the library folder of the C compiler's own. */
function quickjsLibrary(cc: string): string {
  const triple = execFileSync(cc, ['-dumpmachine'], { encoding: 'utf8' }).trim();
  const folders = [`/usr/lib/${triple}/quickjs`, '/usr/lib/quickjs', '/usr/local/lib/quickjs'];
  // Debian's folders have the short name (x86_64-linux-gnu) where gcc says x86_64-pc-linux-gnu.
  folders.push(`/usr/lib/${triple.replace(/-(?:pc|unknown)-/, '-')}/quickjs`);
  const found = folders.map((folder) => join(folder, 'libquickjs.a')).find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(`libquickjs.a is not in ${folders.join(', ')}: install ${PACKAGES}`);
  return found;
}

/** Writes the executable to `outfile`: the same bytes from the same sources and tools. Default for `entry`: the KRM function. */
export async function buildNative(
  outfile: string,
  entry = `${root}/src/krm/native.ts`,
  { cc, objcopy, nm, emulator } = OF_THIS_MACHINE,
): Promise<void> {
  const quickjs = quickjsVersion();
  if (quickjs === undefined) throw new Error(`qjsc is not installed: install ${PACKAGES}`);
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-krm-'));
  try {
    const bundle = join(folder, 'program.js');
    await build({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      // Takes the builds of libraries that use nothing of Node.
      platform: 'browser',
      target: 'es2022',
      // A module: the engine makes closures of an enclosing function's variables in quadratic time.
      format: 'esm',
      minify: true,
      legalComments: 'none',
      define: { QUICKJS_VERSION: JSON.stringify(quickjs) },
      logLevel: 'warning',
    });
    // The bytecode holds the name that the engine is given, and the folder has another one each time.
    const options = ['-c', '-m', '-s', '-N', 'program', '-o', 'bytecode.c', 'program.js'];
    execFileSync('qjsc', options, { stdio: 'inherit', cwd: folder });
    const bytes = readFileSync(join(folder, 'bytecode.c'), 'utf8').match(/\b0x[0-9a-f]{2}\b/g) ?? [];
    const bytecode = Buffer.from(bytes.map(Number));

    // C unwinds no stack, so the engine's tables for that are dead weight.
    const engine = join(folder, 'libquickjs.a');
    const unwinding = ['.eh_frame', '.rela.eh_frame'].flatMap((section) => ['--remove-section', section]);
    execFileSync(objcopy, [...unwinding, quickjsLibrary(cc), engine], { stdio: 'inherit' });
    const link = (name: string, snapshot: string): string => {
      const output = join(folder, name);
      const assembly = join(folder, `${name}.s`);
      writeFileSync(assembly, `${SNAPSHOT}\n${snapshot}\n`);
      const sources = [...SOURCES.map((source) => `${root}/src/krm/${source}`), assembly];
      const libraries = [engine, '-lm', '-lpthread'];
      const options = [...OPTIONS, '-isystem', '/usr/include/quickjs', '-o', output];
      execFileSync(cc, [...options, ...sources, ...libraries], { stdio: 'inherit', cwd: folder });
      return output;
    };
    const maker = link('maker', '.zero 16');
    const [snapshot, ...others] = ADDRESSES.map((address) => {
      const [program = '', ...args] = [...emulator, maker, address];
      return execFileSync(program, args, { input: bytecode, maxBuffer: 1 << 28, stdio: 'pipe' });
    });
    if (!others.every((other) => other.equals(snapshot!)))
      throw new Error(
        'The heap of the native function depends on its address: has a Map or Set objects as keys?',
      );
    writeFileSync(join(folder, 'snapshot'), snapshot!);
    const executable = link('gitlab-runner-krm', '.incbin "snapshot"');
    if (symbols(nm, executable) !== symbols(nm, maker))
      throw new Error('The native function has other addresses than what made its heap.');
    execFileSync(objcopy, ['--strip-all', executable], { stdio: 'inherit' });
    // A copy beside the target and a rename: the file may be running, and it may be on another disk.
    writeFileSync(`${outfile}.new`, readFileSync(executable));
    chmodSync(`${outfile}.new`, 0o755);
    renameSync(`${outfile}.new`, outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where everything is that comes before the snapshot, which a heap may point at. */
function symbols(nm: string, executable: string): string {
  const sorted = execFileSync(nm, ['-n', executable], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return sorted.slice(0, sorted.search(/^.* snapshot$/m));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = process.argv[2] ?? `${root}/kustomize-plugin/gitlab-runner-krm`;
  await buildNative(outfile);
  process.stdout.write(execFileSync(outfile, ['--version'], { encoding: 'utf8' }));
}
