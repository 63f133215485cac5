import type { Pod, Runner } from './runner.ts';

/** Sends a signal to the runner's own process in the pod of a manager, whatever init program is above it. */
export async function signal(runner: Runner, manager: Pod, name: 'KILL' | 'STOP'): Promise<void> {
  const script = `for process in /proc/[0-9]*; do
    case $(tr '\\0' ' ' <"$process/cmdline") in
      'gitlab-runner run '* | '/usr/bin/gitlab-runner run '*) kill -${name} "\${process#/proc/}" ;;
    esac
  done`;
  await runner.exec(manager, 'gitlab-runner', 'sh', '-c', script);
}
