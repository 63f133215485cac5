import {
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  load,
  mergeTag,
  NOT_RESOLVED,
  Schema,
} from 'js-yaml';
import { withoutNames } from '../../core/credentials/unread.ts';
import { onDemand } from '../../core/data/on-demand.ts';
import { printable } from '../../core/findings/printable.ts';
import { ambiguity } from '../../core/yaml/ambiguous-scalar.ts';
import { readBlock } from './read-block.ts';

/** How deep what is parsed may be nested: any object is flatter, and no engine runs out of stack writing so much. */
export const MAX_DEPTH = 500;

/** Thrown for an input that is not a ResourceList to work on. The message ends up on standard error. */
export class Refusal extends Error {}

/** Stands in for an unquoted scalar that kustomize and others read differently. */
export class Ambiguous {
  readonly text: string;
  /** What it is in YAML 1.2. */
  readonly value: unknown;

  constructor(text: string, value: unknown) {
    this.text = text;
    this.value = value;
  }
}

/** What an unquoted scalar says that begins with a sign, a point or a digit. */
export function numeric(text: string): unknown {
  const integer = Number(text);
  if (integer >= 0 && Number.isSafeInteger(integer) && String(integer) === text) return integer;
  // What has two points, such as a version, is neither a number nor a date.
  if (text.indexOf('.') !== text.lastIndexOf('.')) return text;
  // Nor is an amount with its unit.
  if (/^[1-9]\d*[A-Za-z]+$/.test(text)) return text;
  const number = [intCoreTag, floatCoreTag]
    .map(({ resolve, tagName }) => resolve(text, false, tagName))
    .find((result) => result !== NOT_RESOLVED);
  const value = number ?? text;
  return ambiguity(text, value) === undefined ? value : new Ambiguous(text, value);
}

/** Comes before the tags that give such scalars a value. */
const ambiguous = () =>
  defineScalarTag('tag:gitlab-runner-manifests.dev,2026:ambiguous', {
    implicit: true,
    implicitFirstChars: [...'-+.0123456789'],
    resolve: (text) => {
      const value = numeric(text);
      return value instanceof Ambiguous ? value : NOT_RESOLVED;
    },
    identify: () => false,
  });

/** YAML 1.2, and the merge keys that tools other than kustomize leave in. */
const schema = onDemand(() => new Schema([ambiguous(), ...CORE_SCHEMA.tags, mergeTag]));

/**
 * Returns what a text in YAML says, with an `Ambiguous` in place of what is not the same to all.
 *
 * @throws Refusal where the text is not YAML.
 */
export function parse(text: string): unknown {
  return readBlock(text, numeric) ?? parseAny(text);
}

/** Does the same, whatever the form of the text, in ten times the time. */
export function parseAny(text: string): unknown {
  try {
    return load(text, { schema: schema(), maxAliases: 100, maxDepth: MAX_DEPTH });
  } catch (error) {
    const [message = ''] = (error as Error).message.split('\n');
    // How deep is too deep for a stack, and how an engine says so, differs between Node and QuickJS.
    const isTooDeep = /call stack|stack overflow|maxDepth/.test(message);
    const reason = isTooDeep ? 'it is nested too deep' : printable(withoutNames(message));
    throw new Refusal(`standard input is not a ResourceList in YAML: ${reason}`);
  }
}
