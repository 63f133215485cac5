/** Returns the value that `NAME=value` entries give a variable, empty if they do not; of several the last one counts. */
export function assigned(environment: readonly string[] = [], name: string): string {
  return environment.findLast((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** Returns the path in such a list to the entry that gives a variable its value; the list itself where none does. */
export function assignmentOf(environment: readonly string[] = [], name: string): readonly number[] {
  const index = environment.findLastIndex((entry) => entry.startsWith(`${name}=`));
  return index < 0 ? [] : [index];
}
