import { draw as drawn } from '../../../src/operate/picture/draw.ts';
import { flowchartText } from '../../../src/operate/picture/flowchart.ts';
import { compiled } from './compiled.ts';

/** Returns the picture of a text, as the text of a Mermaid flowchart; nothing where the text has errors. */
export function draw(text: string): string | undefined {
  const { documents } = compiled(text);
  return documents && flowchartText(drawn(documents.map(({ resolved }) => resolved)));
}
