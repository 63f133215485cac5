import { messageOf } from '../message-of.ts';
import { look } from './look.ts';
import type { Question, Questions } from './messages.ts';

/** How each question is answered. What is not needed at once is loaded when it is asked for. */
const answers: { readonly [Q in Question]: (ask: Questions[Q]['ask']) => Answer<Q> | Promise<Answer<Q>> } = {
  look,
  draw: async (text) => (await import('./draw.ts')).draw(text),
  compare: async (texts) => (await import('./compare.ts')).compare(texts),
  open: async (files) => (await import('./open.ts')).open(files),
  complete: async (spot) => (await import('./complete.ts')).complete(spot),
  explain: async (spot) => (await import('./explain-key.ts')).explainKey(spot),
};

type Answer<Q extends Question> = Questions[Q]['answer'];

/** A question with the number that its answer is sent back with. */
export interface Asked<Q extends Question = Question> {
  readonly number: number;
  readonly question: Q;
  readonly ask: Questions[Q]['ask'];
}

/** An answer, or what went wrong on the way to it. */
export type Answered<Q extends Question = Question> = { readonly number: number } & (
  | { readonly answer: Questions[Q]['answer'] }
  | { readonly error: string }
);

self.addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  self.postMessage(await answered(data));
});

async function answered<Q extends Question>({ number, question, ask }: Asked<Q>): Promise<Answered<Q>> {
  try {
    return { number, answer: await answers[question](ask) };
  } catch (error) {
    return { number, error: messageOf(error) };
  }
}
