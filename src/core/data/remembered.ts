/** How many answers are kept: documents repeat the same keys. */
const MAX_KEPT = 2000;

/** Longer texts are unlikely to occur again. */
const MAX_LENGTH = 64;

/** Returns a function with the same answers about texts as a more expensive one; it remembers some of them. */
export function remembered<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const last = known.get(text);
    if (last !== undefined || known.has(text)) return last as Answer;
    const answer = answerTo(text);
    if (text.length > MAX_LENGTH) return answer;
    if (known.size >= MAX_KEPT) known.clear();
    known.set(text, answer);
    return answer;
  };
}
