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
import { parse, stringify } from 'yaml';

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
  /** Options of the compiler. Default: those that make a small executable that needs no library. */
  readonly options?: readonly string[];
  /** The engine's archive. Default: that of Debian's package. */
  readonly engine?: string;
}

export const OF_THIS_MACHINE: Tools = { cc: 'cc', objcopy: 'objcopy', nm: 'nm', emulator: [] };

const SOURCES = ['native-host.c', 'native-heap.c'];
const OPTIONS = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-Wl,--wrap=gettimeofday'];
const SMALL_AND_STATIC = [
  ...['-O2', '-fno-asynchronous-unwind-tables', '-ffunction-sections', '-Wl,--gc-sections', '-static-pie'],
  ...['-Wl,-z,pack-relative-relocs', '-Wl,-T,discard.ld'],
];
/** C unwinds no stack, so the tables of the engine and of the C library for that are dead weight. */
const DISCARD = 'SECTIONS { /DISCARD/ : { *(.eh_frame) *(.gcc_except_table*) } } INSERT BEFORE .text;';
const SNAPSHOT = `
  .section .note.GNU-stack, "", %progbits
  .section .snapshot, "aw", %progbits
  .global snapshot
  .balign 4096
  snapshot:`;

/**
 * Where the heap is while it is made: what differs between them are pointers, or the snapshot would not hold elsewhere.
 * The engine's hash of an object's shape mixes in the address of its prototype (0x9e370001 times the lower half, plus
 * the upper one, in 32 bits), and is the same at all of them.
 */
const ADDRESSES = ['6b3fa0000000', '4b3fc0002000', '2b3fe0004000'];

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
export async function buildNative(outfile: string, entry?: string, tools = OF_THIS_MACHINE): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-runner-krm-'));
  try {
    const { maker, bytecode } = await buildMaker(folder, entry, tools);
    const [snapshot, ...others] = ADDRESSES.map((address) => {
      const [program = '', ...args] = [...tools.emulator, maker, address, bytecode];
      return execFileSync(program, args, { maxBuffer: 1 << 28, stdio: 'pipe' });
    });
    if (!others.every((other) => other.equals(snapshot!)))
      throw new Error(
        'The heap of the native function depends on its address: has a Map or Set objects as keys?',
      );
    writeFileSync(join(folder, 'snapshot'), snapshot!);
    const executable = link(folder, 'gitlab-runner-krm', '.incbin "snapshot"', tools);
    if (symbols(tools.nm, executable) !== symbols(tools.nm, maker))
      throw new Error('The native function has other addresses than what made its heap.');
    execFileSync(tools.objcopy, ['--strip-all', executable], { stdio: 'inherit' });
    // A copy beside the target and a rename: the file may be running, and it may be on another disk.
    writeFileSync(`${outfile}.new`, readFileSync(executable));
    chmodSync(`${outfile}.new`, 0o755);
    renameSync(`${outfile}.new`, outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes into a folder the executable that makes the heap, and the bytecode that it evaluates. Returns both, and the
 * command that runs the program there, without a snapshot.
 */
export async function buildMaker(
  folder: string,
  entry = `${root}/src/doors/krm/native.ts`,
  tools = OF_THIS_MACHINE,
): Promise<{ maker: string; bytecode: string; command: readonly string[] }> {
  const quickjs = quickjsVersion();
  if (quickjs === undefined) throw new Error(`qjsc is not installed: install ${PACKAGES}`);
  await build({
    entryPoints: [entry],
    outfile: join(folder, 'program.js'),
    bundle: true,
    // Selects the builds of libraries that use nothing of Node.
    platform: 'browser',
    target: 'es2022',
    // A module: the engine makes closures of an enclosing function's variables in quadratic time.
    format: 'esm',
    minify: true,
    legalComments: 'none',
    define: { QUICKJS_VERSION: JSON.stringify(quickjs), SAMPLE: JSON.stringify(sample()) },
    logLevel: 'warning',
  });
  // The bytecode holds the name that the engine is given, and the folder has another one each time.
  const options = ['-c', '-m', '-s', '-N', 'program', '-o', 'bytecode.c', 'program.js'];
  execFileSync('qjsc', options, { stdio: 'inherit', cwd: folder });
  const bytes = readFileSync(join(folder, 'bytecode.c'), 'utf8').match(/\b0x[0-9a-f]{2}\b/g) ?? [];
  const bytecode = join(folder, 'bytecode');
  writeFileSync(bytecode, Buffer.from(bytes.map(Number)));
  const maker = link(folder, 'maker', '.zero 16', tools);
  return { maker, bytecode, command: [...tools.emulator, maker, ADDRESSES[0]!, bytecode, 'run'] };
}

/** Links an executable in the folder with what the assembler makes of a snapshot. */
function link(folder: string, name: string, snapshot: string, tools: Tools): string {
  const { cc, options = SMALL_AND_STATIC, engine = quickjsLibrary(cc) } = tools;
  const output = join(folder, name);
  writeFileSync(`${output}.s`, `${SNAPSHOT}\n${snapshot}\n`);
  writeFileSync(join(folder, 'discard.ld'), DISCARD);
  const sources = [...SOURCES.map((source) => `${root}/src/doors/krm/${source}`), `${output}.s`];
  const headers = ['-isystem', '/usr/include/quickjs'];
  const args = [...OPTIONS, ...options, ...headers, '-o', output, ...sources, engine, '-lm', '-lpthread'];
  execFileSync(cc, args, { stdio: 'inherit', cwd: folder });
  return output;
}

/** What kustomize sends for overlays/base, near enough. */
function sample(): string {
  const functionConfig: unknown = parse(readFileSync(`${root}/overlays/base/config/runner.yaml`, 'utf8'));
  const list = {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [functionConfig],
    functionConfig,
  };
  return stringify(list, { aliasDuplicateObjects: false, lineWidth: 0 });
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
