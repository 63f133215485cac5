import * as kubernetes from '@pulumi/kubernetes';
import { renderRunner } from 'gitlab-runner-manifests';

import { runner } from './runner.ts';

export const objects = new kubernetes.yaml.v2.ConfigGroup('gitlab-runner', {
  objs: renderRunner(runner),
});
