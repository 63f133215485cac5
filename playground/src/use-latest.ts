import { useEffect, useMemo, useState } from 'preact/hooks';

import { askLatest } from './core/ask.ts';
import type { Question, Questions } from './core/messages.ts';

/**
 * Asks the worker again whenever the question changes, and returns the last answer; nothing until there is one. While the worker
 * is at an answer, only the latest question waits.
 */
export function useLatest<Q extends Question>(
  question: Q,
  about: Questions[Q]['ask'],
): Questions[Q]['answer'] | undefined {
  const [answer, setAnswer] = useState<{ readonly value: Questions[Q]['answer'] }>();
  const askNext = useMemo(() => askLatest(question, (value) => setAnswer({ value })), [question]);
  useEffect(() => askNext(about), [askNext, ...(typeof about === 'object' ? Object.values(about) : [about])]);
  return answer?.value;
}
