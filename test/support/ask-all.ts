/** Asks about each of many, some at once, and returns the answers in their order. */
export async function askAll<T, A>(
  of: readonly T[],
  atOnce: number,
  ask: (one: T) => Promise<A>,
): Promise<readonly A[]> {
  const answers: A[] = [];
  const entries = of.entries();
  const worker = async (): Promise<void> => {
    for (const [at, one] of entries) answers[at] = await ask(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}
