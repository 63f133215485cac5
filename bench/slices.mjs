/**
 * Usage: node slices.mjs MODULE FUNCTION[,FUNCTION] INPUT.json
 *
 * Does one thing over and over, in a process that does nothing else: it calls the functions of a module one after the
 * other, the first with what the file holds. For each line of its standard input, a number of milliseconds, it goes on
 * for so long, and writes how often it did so in a second.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [module, names, input] = process.argv.slice(2);
const exported = await import(module);
const functions = names.split(',').map((name) => exported[name]);
const value = JSON.parse(readFileSync(input, 'utf8'));

for await (const line of createInterface({ input: process.stdin })) {
  const milliseconds = Number(line);
  const start = performance.now();
  let count = 0;
  let spent = 0;
  while (spent < milliseconds) {
    let result = value;
    for (const call of functions) result = call(result);
    count += 1;
    spent = performance.now() - start;
  }
  process.stdout.write(`${(count / spent) * 1000}\n`);
}
