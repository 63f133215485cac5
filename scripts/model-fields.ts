/**
 * Reads what kubernetes-models knows of Kubernetes' fields beyond their TypeScript type: its declarations name
 * the allowed values, and carry the comments of Kubernetes' API, which put a limit into the same words wherever
 * it applies.
 */
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { listOf, objectName, port, refTo, type SchemaFragment } from './kubernetes-facts.ts';

/** What is known of one field. */
export interface ModelField {
  readonly required: boolean;
  /** Keywords of JSON Schema for the field's value. */
  readonly keywords: SchemaFragment;
}

/** Returns the fields of a type by their name: none where kubernetes-models lacks the file. */
export function modelFields(folder: string, type: string): ReadonlyMap<string, ModelField> {
  const fields = interfacesIn(`kubernetes-models/${folder}/${type}.d.ts`)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature))
    .map((member): [string, ModelField] => {
      const field = fieldName(member);
      const comment = member.getFullText();
      return [field, { required: isRequired(member, comment), keywords: keywordsOf(field, member, comment) }];
    });
  return new Map(fields);
}

/** Returns the interfaces of a declaration file in `node_modules`, and none where there is no such file. */
export function interfacesIn(file: string): ts.InterfaceDeclaration[] {
  const path = new URL(`../node_modules/${file}`, import.meta.url);
  if (!existsSync(path)) return [];
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isInterfaceDeclaration);
}

/** Returns the field that a member of an interface is about, with or without quotes in the source. */
export function fieldName({ name }: ts.PropertySignature): string {
  return (name as ts.Identifier | ts.StringLiteral).text;
}

/** Kubernetes' own type leaves some fields optional that its validation demands, and says so in the comment. */
function isRequired(member: ts.PropertySignature, comment: string): boolean {
  return member.questionToken === undefined || /effectively required|\bRequired[.,]/.test(comment);
}

function keywordsOf(field: string, member: ts.PropertySignature, comment: string): SchemaFragment {
  const type = (member.type as ts.TypeNode).getText();
  const isPort = /port$/i.test(field);
  const allowed = [...type.matchAll(/"([^"]*)"/g)].map(([, value]) => value);
  if (allowed.length > 0) return type.startsWith('Array<') ? listOf({ enum: allowed }) : { enum: allowed };
  if (type.endsWith('IntOrString')) return refTo(isPort ? 'PortOrName' : 'CountOrPercent');
  if (type === 'number') return isPort ? port : boundsIn(comment);
  if (type === 'string') return formats.find(([phrase]) => phrase.test(comment))?.[1] ?? {};
  return {};
}

const formats: readonly (readonly [RegExp, SchemaFragment])[] = [
  [/\bDNS_LABEL\b/, { format: 'dns-label' }],
  [/\bC_IDENTIFIER\b/, { format: 'env-name' }],
  [/\bIANA_SVC_NAME\b/, { format: 'port-name' }],
  [/\bName of the referent\./, objectName],
  [/\bThe label key\b/, { format: 'label-key' }],
];

/** Each names the keyword that a number in it is for. */
const bounds: readonly RegExp[] = [
  /\bin the range (?<minimum>\d+)-(?<maximum>\d+)/,
  /\bdecimal value between (?<minimum>\d+) and (?<maximum>\d+)/,
  /\b[Mm]inimum value is (?<minimum>\d+)/,
  /\bless than or equal to (?<maximum>\d+)/,
];

function boundsIn(comment: string): SchemaFragment {
  const isPositive = /\bgreater than (zero|0)\b|\b0 is not allowed\b/.test(comment);
  const stated = bounds.flatMap((phrase) => Object.entries(phrase.exec(comment)?.groups ?? {}));
  return {
    ...(isPositive && { minimum: 1 }),
    ...Object.fromEntries(stated.map(([keyword, number]) => [keyword, Number(number)])),
  };
}
