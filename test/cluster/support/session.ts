import { type ChildProcess, spawn } from 'node:child_process';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';

import type { Job } from './gitlab/job.ts';
import { until } from './until.ts';

/** The session server of a manager, for one job, as GitLab speaks to it. */
export class JobSession {
  readonly #job: Job;
  readonly #port: number;
  readonly #forward: ChildProcess;

  private constructor(job: Job, port: number, forward: ChildProcess) {
    this.#job = job;
    this.#port = port;
    this.#forward = forward;
  }

  /** Opens a way to the session server of the manager in a pod. Its address holds in the cluster alone. */
  static async open(job: Job, namespace: string, pod: string): Promise<JobSession> {
    const forward = spawn('kubectl', ['port-forward', `--namespace=${namespace}`, pod, ':session'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    forward.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    const port = await until('the session server is forwarded', () => {
      if (forward.exitCode !== null) throw new Error(`kubectl port-forward has ended: ${said}`);
      return /127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    });
    return new JobSession(job, Number(port), forward);
  }

  /** The status of a request to a port of the job's container. */
  status(method: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      requestHttps({ ...this.#options(`/proxy/build/${port}/`), method }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end();
    });
  }

  /** Types a line into the terminal and returns what comes back until it has a text, or the status of the refusal. */
  terminal(line: string, text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        'sec-websocket-protocol': 'terminal.gitlab.com',
      };
      const options = this.#options('/exec');
      requestHttps({ ...options, headers: { ...options.headers, ...headers } })
        .on('upgrade', (_response, socket: Socket, head) => {
          let seen = head.toString();
          socket.on('data', (chunk: Buffer) => {
            seen += chunk;
            if (seen.includes(text)) socket.end();
          });
          socket.on('close', () => resolve(seen));
          socket.write(frameOf(`${line}\n`));
        })
        .on('response', (response) => {
          response.resume();
          resolve(`status ${response.statusCode}`);
        })
        .on('error', reject)
        .end();
    });
  }

  close(): void {
    this.#forward.kill();
  }

  #options(path: string) {
    const { url, certificate, authorization } = this.#job.session!;
    const { hostname, pathname } = new URL(url);
    return {
      host: '127.0.0.1',
      port: this.#port,
      path: `${pathname}${path}`,
      ca: certificate,
      servername: hostname,
      headers: { authorization },
    };
  }
}

/** A short text as a binary frame of a WebSocket, whose mask of zeros changes nothing. */
function frameOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x82, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}
