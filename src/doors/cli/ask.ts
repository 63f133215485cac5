import { UsageError } from './exit.ts';
import type { Terminal } from './io.ts';

/** Something to be asked. An answer is looked at until it is right. */
export interface Prompt {
  readonly message: string;
  /** Says what is wrong with an answer, as a sentence. */
  readonly wrong?: (answer: string) => string | undefined;
}

/** Asks for a text. An empty answer means the suggested one. */
export async function askText(
  terminal: Terminal,
  { message, wrong, suggested }: Prompt & { readonly suggested: string | undefined },
): Promise<string> {
  const { text } = await import('@clack/prompts');
  const meant = (answer: string | undefined): string => answer || (suggested ?? '');
  const answer = await text({
    ...terminal,
    message,
    ...(suggested && { placeholder: suggested, defaultValue: suggested }),
    validate: (each) => wrong?.(meant(each)),
  });
  return meant(answered(answer));
}

/** Lets somebody choose. */
export async function askChoice(
  terminal: Terminal,
  {
    message,
    choices,
    suggested,
  }: Prompt & { readonly choices: Readonly<Record<string, string>>; readonly suggested: string | undefined },
): Promise<string> {
  const { select } = await import('@clack/prompts');
  const answer = await select<string>({
    ...terminal,
    message,
    options: Object.entries(choices).map(([value, explains]) => ({ value, label: `${value}: ${explains}` })),
    ...(suggested !== undefined && { initialValue: suggested }),
  });
  return answered(answer);
}

/** Asks for a text that nobody is to see. */
export async function askSecret(terminal: Terminal, { message, wrong }: Prompt): Promise<string> {
  const { password } = await import('@clack/prompts');
  return answered(await password({ ...terminal, message, validate: (answer) => wrong?.(answer ?? '') }));
}

/** The answer, if there is one: Ctrl-C and Escape end the questions. */
function answered(answer: string | symbol): string {
  if (typeof answer === 'symbol')
    throw new UsageError('the questions were broken off, and nothing was written');
  return answer;
}
