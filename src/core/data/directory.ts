/** Whether a path is the directory's path, or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  const plain = plainPath(directory);
  return `${plainPath(path)}/`.startsWith(plain === '/' ? '/' : `${plain}/`);
}

/** Returns a path as it is used: without parts that lead nowhere, such as "//" and "/./", and without a slash at its end. */
export function plainPath(path: string): string {
  const plain = path.replace(/(?:\/+\.?(?=\/|$))+/g, '');
  return plain === '' && path !== '' ? '/' : plain;
}
