import './style.css';
import examples from 'virtual:examples';
import { render } from 'preact';

import { App } from './app.tsx';
import { textOf } from './link.ts';

const base = examples[0]!;

async function start(): Promise<void> {
  let initial = { name: `the ${base.name} document`, text: base.text };
  let notice = '';
  try {
    const text = await textOf(location.hash);
    if (text !== undefined) initial = { name: 'the document of the link', text };
  } catch (error) {
    notice = `The link holds no document: ${error instanceof Error ? error.message : error}.`;
  }
  render(<App initial={initial} notice={notice} />, document.getElementById('app')!);
}

void start();
