/** Whether a path is that of a directory, or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return `${path}/`.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

/** Returns a path without a slash at its end, but for that of the root, which is nothing else. */
export function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
