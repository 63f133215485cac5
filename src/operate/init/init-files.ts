import { commented } from '../../core/yaml/commented.ts';
import type { InitAnswers } from './answers.ts';
import { draftOf } from './draft.ts';
import { kustomizeFiles } from './kustomize.ts';
import { DOCUMENT_SCHEMA, modeline } from './modeline.ts';
import { refuseWrong } from './refuse-wrong.ts';

/** A file to begin with. */
export interface InitFile {
  /** Path below the directory of the files, with `/` in it. */
  readonly name: string;
  readonly text: string;
}

/** In what form a new document is written. */
export interface InitOptions {
  /**
   * Whether to lay the files out for kustomize: a base, two environments over it, and the guard that fails where kustomize
   * would leave the function out. By default the document is the only file, `runner.yaml`.
   */
  readonly kustomize?: boolean;
  /**
   * How many directories above the files the `node_modules` is that holds this package; 0 where it is beside them.
   * Without it, no editor knows the schema, and kustomize looks the function up on `PATH`.
   */
  readonly nodeModules?: number;
}

/**
 * Returns the files that a new runner begins with. Its document validates without a warning.
 *
 * @throws RunnerConfigError where an answer makes a document with errors.
 */
export function initFiles(answers: InitAnswers, options: InitOptions = {}): readonly InitFile[] {
  if (options.kustomize) return kustomizeFiles(answers, options.nodeModules);
  const draft = draftOf(answers);
  refuseWrong(draft.document);
  return [
    {
      name: 'runner.yaml',
      text: modeline(DOCUMENT_SCHEMA, options.nodeModules) + commented(draft.document, draft.comments),
    },
  ];
}
