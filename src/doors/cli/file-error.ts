/** Thrown for a file or stream that cannot be read or written. The message ends up on standard error. */
export class FileError extends Error {
  /** `attempt` says what could not be done, such as `cannot read runner.yaml`. */
  constructor(attempt: string, cause: unknown) {
    super(`${attempt}: ${reasonOf(cause)}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBADF: 'it is closed',
  EEXIST: 'a file is in the way',
  EFBIG: 'it is too large',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file or directory',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of the path is not a directory',
  ERR_FS_EISDIR: 'a directory is in the way',
  EROFS: 'the file system is read-only',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
