import type { Question, Questions } from './messages.ts';
import type { Answered, Asked } from './worker.ts';
import workerUrl from './worker.ts?worker&url';

/**
 * The worker is started by a script of the page, since such a worker is held by the page's Content-Security-Policy; one that is
 * started by its address would be held by nothing but the headers of the server.
 */
const starter = new Blob([`import ${JSON.stringify(new URL(workerUrl, location.href).href)};`], {
  type: 'text/javascript',
});
const worker = new Worker(URL.createObjectURL(starter), { type: 'module' });

const waiting = new Map<
  number,
  { readonly done: (answer: never) => void; readonly fail: (error: Error) => void }
>();
let last = 0;

worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
  const asked = waiting.get(data.number);
  waiting.delete(data.number);
  if ('error' in data) asked?.fail(new Error(data.error));
  else asked?.done(data.answer as never);
});

let lost: Error | undefined;

// Without its script, or without memory, it answers nothing any more.
worker.addEventListener('error', ({ message }) => {
  lost = new Error(`the worker has ended, load the page again${message ? `: ${message}` : ''}`);
  for (const { fail } of waiting.values()) fail(lost);
  waiting.clear();
});

/** Asks the worker, and returns its answer. */
export function ask<Q extends Question>(
  question: Q,
  about: Questions[Q]['ask'],
): Promise<Questions[Q]['answer']> {
  if (lost !== undefined) return Promise.reject(lost);
  last += 1;
  const asked: Asked<Q> = { number: last, question, ask: about };
  worker.postMessage(asked);
  return new Promise((done, fail) => {
    waiting.set(asked.number, { done, fail });
  });
}

/**
 * Returns a function that asks a question whose answers replace each other: while the worker is at one, only the latest of
 * those that come in waits.
 */
export function askLatest<Q extends Question>(
  question: Q,
  onAnswer: (answer: Questions[Q]['answer']) => void,
): (about: Questions[Q]['ask']) => void {
  let isBusy = false;
  let waits: { readonly about: Questions[Q]['ask'] } | undefined;
  const start = async (about: Questions[Q]['ask']): Promise<void> => {
    isBusy = true;
    try {
      onAnswer(await ask(question, about));
    } finally {
      isBusy = false;
      const next = waits;
      waits = undefined;
      if (next !== undefined) void start(next.about);
    }
  };
  return (about) => {
    if (isBusy) waits = { about };
    else void start(about);
  };
}
