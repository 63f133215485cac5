import { spawn } from 'node:child_process';

import { masked } from '../../../core/credentials/mask.ts';
import { FileError } from '../file-error.ts';

/** The result of a call of `kubectl`. */
export interface Answer {
  readonly isOk: boolean;
  readonly output: string;
  /** What it said on standard error, without credentials. */
  readonly words: string;
}

/** After this a cluster is taken for one that does not answer. Seconds. */
const TIMEOUT = 15;
/** Longer answers do not help. Bytes. */
const LONGEST = 256 * 1024 * 1024;

/** `kubectl`, as the person who runs this has it. It is only asked to read. */
export class Kubectl {
  readonly #context: readonly string[];

  constructor(context?: string) {
    this.#context = context === undefined ? [] : [`--context=${context}`];
  }

  /** Calls it. Throws where there is none. */
  run(args: readonly string[], input = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const child = spawn('kubectl', [...this.#context, `--request-timeout=${TIMEOUT}s`, ...args], {
        // A log-in plugin that wants to ask something would wait without end.
        timeout: TIMEOUT * 4000,
        env: { ...process.env, KUBECTL_KUBERC: 'false' },
      });
      const output: Buffer[] = [];
      const words: Buffer[] = [];
      let length = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > LONGEST) child.kill();
        else output.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => words.push(chunk));
      child.on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ENOENT' ? new FileError('cannot ask the cluster', ABSENT) : error);
      });
      child.on('close', (code, signal) => {
        const said = masked(Buffer.concat(words).toString().trim());
        resolve({
          isOk: code === 0,
          output: Buffer.concat(output).toString(),
          words: signal === null ? said : `${said} kubectl did not end within ${TIMEOUT * 4} s`.trim(),
        });
      });
      child.stdin.on('error', () => {}).end(input);
    });
  }
}

const ABSENT = new Error(
  'kubectl is not on the PATH. Install it, or let somebody who has it run doctor with --format dump, and read what it prints with --from',
);
