export {
  diagnose,
  listPermissions,
  type Rendered,
  render,
  renderConfigToml,
  renderRunner,
  renderRunners,
  type Validation,
  validateConfig,
} from './api.ts';
export type { Json } from './data/json.ts';
export type { Path } from './data/path.ts';
export type { Code } from './diagnostics/codes.ts';
export type { Diagnostic, Position, Range, TextEdit } from './diagnostics/diagnostic.ts';
export { formatPath } from './diagnostics/diagnostic.ts';
export type { Fix } from './diagnostics/fix.ts';
export type { ObjectName } from './diff/changes.ts';
export { type Diff, diffObjects, type ObjectChange } from './diff/diff.ts';
export { EFFECTS, type EffectCode, type EffectEntry, type When } from './diff/effects.ts';
export type { Effect } from './diff/effects-of.ts';
export { diffMarkdown } from './diff/markdown.ts';
export type { CauseCode } from './doctor/causes.ts';
export {
  asClusterState,
  type ClusterState,
  type Log,
  type ManagerMetrics,
  type NotRead,
  type ObservedObject,
  type Right,
} from './doctor/cluster-state.ts';
export type { Diagnosis, Vitals } from './doctor/diagnose.ts';
export type { Finding, Mend } from './doctor/finding.ts';
export type { KeyFacts, SecretFacts, TokenKind } from './doctor/secret-facts.ts';
export { RunnerConfigError } from './error.ts';
export {
  type Explained,
  type ExplainedKey,
  type ExplainOptions,
  type Explanation,
  explain,
} from './explain/explain.ts';
export type * from './generated/types.ts';
export type { ImportedDocument, ImportedReport } from './import/document/finish.ts';
export type { NeededSecret, Remark, RemarkKind } from './import/draft.ts';
export { type Imported, type ImportReport, type ImportText, importConfig } from './import/import-config.ts';
export type { ImportOptions } from './import/options.ts';
export type { Origin } from './import/read/located.ts';
export type { Step } from './import/switch-over.ts';
export type { InitAnswers, InitCache } from './init/answers.ts';
export { type InitFile, type InitOptions, initFiles } from './init/init-files.ts';
export { isKind, type KubernetesObject, type OtherObject } from './objects/kubernetes-object.ts';
export type { Permission } from './rbac/permissions.ts';
export { checkRendered } from './rendered/check-rendered.ts';
export { toYaml } from './yaml/emit.ts';
