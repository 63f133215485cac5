import { Project } from '../../../docs/guides/project.ts';
import { kubectl } from '../../support/kubectl.ts';
import type { Pod, Runner } from '../../support/runner.ts';
import { until } from '../../support/until.ts';

/** Where a page is played: a project, a namespace, and a GitLab with one runner. */
export class Stage {
  readonly runner: Runner;
  readonly project: Project;

  /** @param runner whose namespace it is. Nothing is rendered into it yet. */
  constructor(folder: string, page: { readonly name: string; readonly text: string }, runner: Runner) {
    this.runner = runner;
    this.project = new Project(folder, page.name, page.text);
    this.project.edit((text) => this.#here(text));
    this.project.setToken(runner.token);
  }

  /** Runs commands as a page shows them, and returns what they print. Throws unless they end with 0. */
  async run(commands: string): Promise<string> {
    const { gitlab } = this.runner;
    const { exitCode, stdout, stderr } = await this.project.runBeside(this.#here(commands), {
      GITLAB_TOKEN: gitlab.personalToken,
    });
    if (exitCode !== 0) throw new Error(`${commands}\nended with ${exitCode}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Runs `kubectl` in the namespace, and returns what it prints. */
  kubectl(...args: readonly string[]): Promise<string> {
    return kubectl([`--namespace=${this.runner.namespace}`, ...args]);
  }

  /** Reads a value of an object, by a path as `kubectl` has them. */
  valueOf(object: string, path: string): Promise<string> {
    return this.kubectl('get', object, `--output=jsonpath={${path}}`);
  }

  /** The token that a key of the Secret has. */
  async tokenIn(secret: string, key = 'token'): Promise<string> {
    return Buffer.from(await this.valueOf(`secret/${secret}`, `.data.${key}`), 'base64').toString();
  }

  /** Waits until a manager has asked for jobs with a token. */
  asked(token: string): Promise<unknown> {
    const { gitlab } = this.runner;
    return until('a manager asks for jobs', () => gitlab.requestsForJobs(token).length > 0, 300);
  }

  /** Applies the README's document, with the Secret that it names, and waits until the manager asks for jobs. */
  async start(): Promise<void> {
    const { token } = this.runner;
    await this.kubectl('create', 'secret', 'generic', 'gitlab-runner-token', `--from-literal=token=${token}`);
    await this.run('npx gitlab-runner-manifests render runner.yaml | kubectl apply -f -');
    await this.asked(token);
  }

  /** The pod of the one manager. */
  async manager(): Promise<Pod> {
    const [pod] = (await this.runner.managers()).filter(
      ({ metadata }) => metadata.deletionTimestamp === undefined,
    );
    return pod!;
  }

  /** A text of a page with the namespace and the GitLab of the tests, and with an image that they have. */
  #here(text: string): string {
    const { namespace, gitlab } = this.runner;
    return text
      .replaceAll(
        /(?<=\bnamespace(?:: |=| )|\bserviceaccount:|\bdeployment\.apps_)(?:gitlab-runner|ci)(?=_|\b(?!-))/g,
        namespace,
      )
      .replaceAll(/https:\/\/gitlab\.(?:example\.)?com\b/g, gitlab.url)
      .replaceAll(/\bregister (?=\S+\.yaml)/g, 'register --allow-http ')
      .replaceAll(/^( *)version: 19\.3\.0$/gm, '$1version: 19.4.0\n$1image: {tag: alpine-v19.3.0}');
  }
}
