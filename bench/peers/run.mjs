import { readFileSync } from 'node:fs';

/** Usage: node run.mjs PEER OBJECTS.json. Writes the objects as YAML, as a program of one's own would. */
const [peer, objects] = process.argv.slice(2);
const { write } = await import(`./${peer}.mjs`);
process.stdout.write(write(JSON.parse(readFileSync(objects, 'utf8'))));
