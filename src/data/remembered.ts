/** How many answers are kept: documents have the same keys over and over. */
const MAX_KEPT = 2000;

/** Longer texts are unlikely to occur again. */
const MAX_LENGTH = 64;

/** Returns what gives the same answers about texts as a function that costs more, and keeps some of them. */
export function remembered<Answer>(answerTo: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    if (known.has(text)) return known.get(text)!;
    const answer = answerTo(text);
    if (text.length > MAX_LENGTH) return answer;
    if (known.size >= MAX_KEPT) known.clear();
    known.set(text, answer);
    return answer;
  };
}
