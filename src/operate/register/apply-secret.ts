/**
 * Returns the command that puts a Secret with the token of one runner into the cluster, and leaves other keys of the Secret
 * alone: on the server's side, with a manager of fields for each runner. A plain `kubectl apply` removes what it had
 * applied before, and keeps the token in an annotation.
 */
export function applySecret(runner: string): string {
  return `kubectl apply --server-side --force-conflicts --field-manager=register-${runner} -f -`;
}
