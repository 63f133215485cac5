export type { Code } from './diagnostics/codes.ts';
export type { Diagnostic, Path, Position, Range } from './diagnostics/diagnostic.ts';
export { formatPath } from './diagnostics/diagnostic.ts';
export { RunnerConfigError } from './error.ts';
export type * from './generated/types.ts';
export type { KubernetesObject } from './objects/index.ts';
export { renderConfigToml, renderRunner } from './render.ts';
export { type Validation, validateConfig } from './validate.ts';
export { toYaml } from './yaml/emit.ts';
