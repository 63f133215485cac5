import { listedPermissions, type Permission } from '../../../core/rbac/permissions.ts';
import { choose } from '../choose.ts';
import { FORMATS } from '../definitions/permissions.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { examine } from '../inspect.ts';
import type { Io } from '../io.ts';
import { jsonFile } from '../manifest-files.ts';
import type { Options } from '../options.ts';

/** Prints what the manager may do, where and why. */
export function permissions(words: readonly string[], options: Options, io: Io): ExitCode {
  const format = choose('format', options.format, FORMATS);
  const documents = examine('permissions', words, options, io);
  if (documents === undefined) return EXIT.errors;
  const [document, ...more] = documents;
  if (more.length > 0) throw new UsageError(`permissions accepts one document, not ${documents.length}`);
  const permissions = listedPermissions(document!.resolved);
  io.out(format === 'json' ? jsonFile(permissions) : table(permissions));
  return EXIT.done;
}

function table(rows: readonly Permission[]): string {
  const cells = [
    ['VERBS', 'RESOURCE', 'NAMESPACE', 'BECAUSE'],
    ...rows.map(({ verbs, apiGroup, resource, namespace, because }) => [
      verbs.join(','),
      apiGroup === '' ? resource : `${resource}.${apiGroup}`,
      namespace ?? '(cluster)',
      because,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column < widths.length ? cell.padEnd(widths[column]! + 2) : cell)).join('');
  return cells.map((row) => `${line(row)}\n`).join('');
}
