import './style.css';
import examples from 'virtual:examples';
import { render } from 'preact';

import { App } from './app.tsx';
import { linkedDocument } from './loaded.ts';

const base = examples[0]!;

async function start(): Promise<void> {
  const linked = await linkedDocument(location.hash);
  const initial = linked?.document ?? { name: `the ${base.name} document`, text: base.text };
  render(<App initial={initial} notice={linked?.notice ?? ''} />, document.getElementById('app')!);
}

void start();
