import { filesIn, read } from '../../support/shown-documents.ts';
import { commandsOf } from './commands.ts';

/** The pages that users get with the package, with their commands. */
export const guides = ['README.md', ...['docs', 'examples', 'kustomize-plugin', 'overlays'].flatMap(filesIn)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: read(name), commands: commandsOf(read(name)) }))
  .filter(({ commands }) => commands.length > 0);

/** The pipes of a command, one after the other, each as its steps. */
export const pipesOf = (command: string): string[][] =>
  command.split(' && ').map((pipe) => pipe.split(' | '));
