import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type GitLabRunner, renderRunner } from 'gitlab-runner-manifests';

import { runner } from './runner.ts';

class RunnerChart extends Chart {
  constructor(scope: Construct, id: string, config: GitLabRunner) {
    super(scope, id);
    for (const object of renderRunner(config)) {
      const { kind, metadata } = object;
      new ApiObject(this, `${kind} ${metadata.namespace ?? ''} ${metadata.name}`, object);
    }
  }
}

const app = new App();
new RunnerChart(app, 'gitlab-runner', runner);
app.synth();
