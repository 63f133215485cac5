import { renderRunner } from 'gitlab-runner-manifests';

import { runner } from '../runner.ts';

export default renderRunner(runner);
