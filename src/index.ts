export {
  diagnose,
  drawRunners,
  listPermissions,
  type Rendered,
  render,
  renderConfigToml,
  renderRunner,
  renderRunners,
  type Validation,
  validateConfig,
} from './api.ts';
export type { Json } from './core/data/json.ts';
export type { Path } from './core/data/path.ts';
export { RunnerConfigError } from './core/error.ts';
export type { Code } from './core/findings/codes.ts';
export type { Diagnostic, Position, Range, TextEdit } from './core/findings/diagnostic.ts';
export { formatPath } from './core/findings/diagnostic.ts';
export type { Fix } from './core/findings/fix.ts';
export type * from './core/generated/types.ts';
export { isKind, type KubernetesObject, type OtherObject } from './core/objects/kubernetes-object.ts';
export type { Permission } from './core/rbac/permissions.ts';
export { toYaml } from './core/yaml/emit.ts';
export type { ImportedDocument, ImportedReport } from './import/document/finish.ts';
export type { NeededSecret, Remark, RemarkKind } from './import/draft.ts';
export { type Imported, type ImportReport, type ImportText, importConfig } from './import/import-config.ts';
export type { ImportOptions } from './import/options.ts';
export type { Origin } from './import/read/located.ts';
export type { Step } from './import/switch-over.ts';
export { checkRendered } from './operate/check-rendered/check-rendered.ts';
export type { ObjectName } from './operate/diff/changes.ts';
export { type Diff, diffObjects, type ObjectChange } from './operate/diff/diff.ts';
export { EFFECTS, type EffectCode, type EffectEntry, type When } from './operate/diff/effects.ts';
export type { Effect } from './operate/diff/effects-of.ts';
export { diffMarkdown } from './operate/diff/markdown.ts';
export type { CauseCode } from './operate/doctor/causes.ts';
export {
  asClusterState,
  type ClusterState,
  type Log,
  type ManagerMetrics,
  type NotRead,
  type ObservedObject,
  type Right,
} from './operate/doctor/cluster-state.ts';
export type { Diagnosis, Vitals } from './operate/doctor/diagnose.ts';
export type { Finding, Mend } from './operate/doctor/finding.ts';
export type { KeyFacts, SecretFacts, TokenKind } from './operate/doctor/secret-facts.ts';
export {
  type Explained,
  type ExplainedKey,
  type ExplainOptions,
  type Explanation,
  explain,
} from './operate/explain/explain.ts';
export type { InitAnswers, InitCache } from './operate/init/answers.ts';
export { type InitFile, type InitOptions, initFiles } from './operate/init/init-files.ts';
