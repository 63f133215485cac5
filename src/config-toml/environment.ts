/** Returns the value that `NAME=value` entries give a variable, empty if they do not; of several the last one counts. */
export function assigned(environment: readonly string[] = [], name: string): string {
  return environment.findLast((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
