import { machine } from './machine';
import { Compared, SynthesisCompared } from './measure';
import type { ScenarioName } from './scenarios';
import { InstalledSizes } from './sizes';

/** An app, measured. */
export interface App {
  readonly title: string;
  readonly scenario: ScenarioName;
  readonly size: number;
  readonly runs: number;
  readonly synthesis: SynthesisCompared;
}

export interface Measurements {
  readonly command: string;
  readonly apps: App[];
  readonly require: Compared;
  readonly requireRuns: number;
  readonly sizes: InstalledSizes;
}

/** The page `docs/benchmarks.md`. */
export function report({ command, apps, require, requireRuns, sizes }: Measurements): string {
  return `# Beside the same by hand

Made by \`${command}\`, never by hand: the library, and the same written with the CDK's own constructs, \`tools/bench/by-hand.ts\`.
The benchmark fails unless both make the same resources with the same properties, and the same outputs.

Measured on ${machine()}.
Each run is a process of its own, library and hand in turn. Numbers are medians of all runs, ratios are medians of the ratios of pairs,
so that what else the machine did meanwhile counts less in them.

## Synthesis

${synthesisTable(apps)}

The clock starts when the CDK and the library are loaded and the CDK has synthesized a topic, which starts its validation. Processor time is that of all threads.
Memory is the most that the process has held, with all of Node.js and the CDK in it.

${growth(apps)}

## Templates

${templateTable(apps)}

## Loading and size

${loadingTable(require, sizes)}

\`require\`, ${requireRuns} runs: without the library, aws-cdk-lib/core, aws-cdk-lib/aws-iam and constructs, and every other file of aws-cdk-lib and its dependencies that a synthesis with the library loads.
Installed: without the library, aws-cdk-lib alone. The library has ${number(sizes.library)} kB.
`;
}

function synthesisTable(apps: App[]): string {
  const head = ['', 'runs', 'time', 'by hand', 'ratio', 'processor time', 'by hand', 'ratio', 'memory', 'by hand', 'ratio'];
  return table(head, apps.map(({ title, runs, synthesis: { milliseconds, processorMilliseconds, peakMegabytes } }) => [
    title, String(runs), ...cells(milliseconds, 'ms'), ...cells(processorMilliseconds, 'ms'), ...cells(peakMegabytes, 'MB'),
  ]));
}

function templateTable(apps: App[]): string {
  return table(['', 'resources', 'by hand', 'bytes', 'by hand', 'ratio'], apps.map(({ title, synthesis: { resources, templateBytes } }) => [
    title, number(resources.library), number(resources.hand), ...cells(templateBytes),
  ]));
}

function loadingTable(require: Compared, { library, awsCdkLib }: InstalledSizes): string {
  const installed = { library: library + awsCdkLib, hand: awsCdkLib, ratio: (library + awsCdkLib) / awsCdkLib };
  return table(['', 'with the library', 'without', 'ratio'], [
    ['`require`', ...cells(require, 'ms')],
    ['installed', ...cells(installed, 'kB')],
  ]);
}

/** What each size costs beside a tenth of it: ten times as much, or less, where the cost is linear. */
function growth(apps: App[]): string {
  return apps.flatMap(({ title, scenario, size, synthesis }) => {
    const tenth = apps.find((app) => app.scenario === scenario && app.size * 10 === size);
    const times = tenth && synthesis.processorMilliseconds.library / tenth.synthesis.processorMilliseconds.library;
    return times ? `- ${title}: ${times.toFixed(1)} times the processor time of ${number(size / 10)}` : [];
  }).join('\n');
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells({ library, hand, ratio }: Compared, unit = ''): string[] {
  return [`${number(library)} ${unit}`.trim(), `${number(hand)} ${unit}`.trim(), ratio.toFixed(2)];
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
