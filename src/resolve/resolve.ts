import { encodeToml } from '../config-toml/encode.ts';
import type { ConfigModel } from '../config-toml/sections.ts';
import { secretsInConfig } from '../credentials/in-config.ts';
import { contentHash } from '../data/hash.ts';
import type { Path } from '../diagnostics/diagnostic.ts';
import type { ResolvedGitLabRunner, ResolvedMetadata, ResolvedSpec } from '../generated/resolved-types.ts';
import { configModel, configTable } from './config-model.ts';
import { type JobNamespace, jobNamespaces } from './job-namespaces.ts';
import { type Labels, recommendedLabels, selectorLabels } from './labels.ts';
import { holdsToken } from './tokens.ts';

/** Everything that the builders of objects need, worked out once. */
export interface Resolved {
  readonly document: ResolvedGitLabRunner;
  readonly metadata: ResolvedMetadata;
  readonly spec: ResolvedSpec;
  /** Recommended labels, which every object has. */
  readonly labels: Labels;
  /** Labels by which the manager's pods are found. */
  readonly selector: Labels;
  readonly model: ConfigModel;
  readonly config: ConfigFile;
  readonly jobNamespaces: readonly JobNamespace[];
}

/** config.toml and the object that carries it. */
export interface ConfigFile {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Name of the object; with `configUpdate: rollout` it ends in a hash of the content. */
  readonly name: string;
  readonly toml: string;
  /** Where the document writes credentials into the file. Tokens are not among them. */
  readonly secrets: readonly Path[];
}

/** Returns what a checked document comes to. */
export function resolve(document: ResolvedGitLabRunner): Resolved {
  const { metadata, spec } = document;
  const model = configModel(document);
  const toml = encodeToml(configTable(model));
  const secrets = secretsInConfig(document);
  const suffix = spec.configUpdate === 'rollout' ? `-${contentHash(toml)}` : '';
  return {
    document,
    metadata,
    spec,
    labels: recommendedLabels(document),
    selector: selectorLabels(document),
    model,
    config: {
      kind: holdsToken(document) || secrets.length > 0 ? 'Secret' : 'ConfigMap',
      name: `${metadata.name}-config${suffix}`,
      toml,
      secrets,
    },
    jobNamespaces: jobNamespaces(document, model),
  };
}
