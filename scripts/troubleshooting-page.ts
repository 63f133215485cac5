import { readFileSync } from 'node:fs';

const expected = new URL('../test/doctor/expected/', import.meta.url);

/** `<!-- doctor: NAME -->`, a report in test/doctor/expected, and the block below it. */
const SHOWN = /^<!-- doctor: (\S+) -->\n(?:```text\n[\s\S]*?^```\n)?/gm;

/** Returns the text of docs/troubleshooting.md with the findings that it shows as the tests in test/doctor expect them. */
export function troubleshootingPage(page: string): string {
  return page.replace(SHOWN, (_, name: string) => {
    const report = readFileSync(new URL(`${name}.txt`, expected), 'utf8');
    // Without the summary, which is the last paragraph.
    const findings = report.slice(0, report.lastIndexOf('\n\n') + 1);
    return `<!-- doctor: ${name} -->\n\`\`\`text\n${findings}\`\`\`\n`;
  });
}
