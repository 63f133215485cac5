import type { Validation, Variable } from 'kubernetes-types/admissionregistration/v1.js';

import { groupedBy } from '../data/grouped-by.ts';
import { allOf, anyOf, type Cel, TRUE } from './cel.ts';
import { type Allowance, ANYTHING, type Clause } from './clause.ts';
import { clauses } from './clauses.ts';
import type { Model } from './model.ts';

/** What the clauses let the pods of one model have, in the order of the clauses. */
export type Allowances = readonly Allowance[];

/** Returns what the clauses let the pods of a model have. */
export function allowancesOf(model: Model): Allowances {
  return clauses.map((clause) => (isOpen(clause, model) ? ANYTHING : clause.allows(model)));
}

/** What holds pods to models. */
export interface Held {
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
}

/**
 * Returns what a pod has to meet to be one that the document makes: each clause for any of the models, whose message
 * names the setting; and all clauses for one of them.
 *
 * @param models What the pods of each model may have.
 * @param whose What the document is called in messages.
 */
export function heldTo(models: readonly Allowances[], whose: string): Held {
  const asked = clauses.map((clause, index) =>
    askedBy(
      clause,
      models.map((allowances) => allowances[index]!),
    ),
  );
  const differing = asked.filter(({ texts }) => texts.length > 1);
  const wholes = [
    ...groupedBy(models.keys(), (index) => allOf(differing.map(({ ofModel }) => ofModel[index]!))).keys(),
  ];
  return {
    variables: asked.flatMap(({ variables }) => variables),
    validations: [
      ...asked.flatMap(({ validation }) => (validation === undefined ? [] : [validation(whose)])),
      ...(differing.length > 1 && !wholes.includes(TRUE)
        ? [
            {
              expression: anyOf(wholes),
              message: `${whose} makes no pod that has all of this: one runner has a part of it, and another one the rest (spec.runners)`,
            },
          ]
        : []),
    ],
  };
}

interface Asked {
  /** The different things that the models ask for. */
  readonly texts: readonly Cel[];
  /** What each model asks for: by the name of a variable where they differ. */
  readonly ofModel: readonly Cel[];
  readonly variables: readonly Variable[];
  readonly validation: ((whose: string) => Validation) | undefined;
}

function askedBy(clause: Clause, allowances: readonly Allowance[]): Asked {
  const texts = [...new Set(allowances.map(({ holds }) => holds))];
  const nameOf = (holds: Cel): Cel =>
    holds === TRUE || texts.length === 1 ? holds : `variables.${clause.name}${texts.indexOf(holds) + 1}`;
  const expression = anyOf(texts.map(nameOf));
  const allowed = [...new Set(allowances.flatMap((allowance) => allowance.allowed))];
  return {
    texts,
    ofModel: allowances.map(({ holds }) => nameOf(holds)),
    variables: texts.flatMap((holds) => {
      const name = nameOf(holds);
      return name === holds ? [] : [{ name: name.replace('variables.', ''), expression: holds }];
    }),
    validation:
      expression === TRUE
        ? undefined
        : (whose) => ({ expression, message: `${whose} ${clause.says(allowed)} (${clause.setting})` }),
  };
}

/** Whether a patch that cannot be read may do anything to what a clause looks at. */
export function isOpen({ fields }: Clause, { unread }: Model): boolean {
  return unread.some(
    (patch) => patch.fields === undefined || fields.some((field) => patch.fields!.has(field)),
  );
}
