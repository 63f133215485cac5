/** A command of a page, with what the page shows that it prints. */
export interface Command {
  readonly text: string;
  /** The block directly below the command's own, where the command is the last of it. */
  readonly shown?: string;
}

/** The blocks of a page: their language, their text without the indentation of a list, and whether one is directly below the one before. */
function blocksOf(page: string): readonly { language: string; text: string; isBelow: boolean }[] {
  let end = -1;
  return [...page.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [all, indent = '', language = '', text = ''] = match;
    const isBelow = end >= 0 && page.slice(end, match.index).trim() === '';
    end = match.index + all.length;
    return { language, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), isBelow };
  });
}

/** The commands of a block: a line each, but for continued lines and here-documents. Comments are left out. */
function commandsIn(block: string): string[] {
  return [
    ...block.matchAll(
      /^(?=\S)(?:[^\n]*(?:\\|\|)\n)*[^\n]*<<'?(\w+)'?\n[\s\S]*?^\1$|(?:[^\n]*[\\|]\n)*[^\n]+/gm,
    ),
  ]
    .map(([text, end]) =>
      end === undefined
        ? text
            .replaceAll(/\\\n\s*/g, ' ')
            .replaceAll(/\|\n\s*/g, '| ')
            .replaceAll(/ +/g, ' ')
            .replace(/ #.*$/, '')
            .trim()
        : text,
    )
    .filter((text) => text !== '');
}

/** The commands in the `sh` blocks of a page, in their order. */
export function commandsOf(page: string): Command[] {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ language, text }, index) => {
    if (language !== 'sh') return [];
    const next = blocks[index + 1];
    const isOutput = next?.isBelow && ['', 'text'].includes(next.language);
    const commands = commandsIn(text);
    return commands.map((one, at) => ({
      text: one,
      ...(isOutput && at === commands.length - 1 && { shown: next.text }),
    }));
  });
}
