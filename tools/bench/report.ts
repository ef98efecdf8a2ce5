import { machine } from './machine';
import { Compared, SynthesisCompared } from './measure';
import { ScenarioName } from './scenarios';
import { InstalledSizes } from './sizes';

/** The measurements of one app. */
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

/** The text of `docs/benchmarks.md`. */
export function report({ command, apps, require, requireRuns, sizes }: Measurements): string {
  return `# Overhead compared with hand-written CDK

\`${command}\` generates this page. It compares the library with the same app written with the CDK's own constructs, \`tools/bench/by-hand.ts\`.
The benchmark fails unless both produce the same resources with the same properties, and the same outputs.

Measured on ${machine()}.
Each run is a separate process; library and hand-written runs alternate. Numbers are medians of all runs. Ratios are medians of the ratios of pairs,
which reduces the effect of other load on the machine.

## Synthesis

${synthesisTable(apps)}

Measurement starts after the CDK and the library are loaded and the CDK has synthesized a topic, which initializes its validation. CPU time includes all threads.
Memory is the peak of the process, including Node.js and the CDK.

${growth(apps)}

### Checks of the finished template

${validationTable(apps)}

The time in the validations of all constructs. The hand-written app has those of the CDK only. The share is what the library adds, of its whole time.

## Templates

${templateTable(apps)}

## Loading and size

${loadingTable(require, sizes)}

\`require\`, ${requireRuns} runs: "without" loads aws-cdk-lib/core, aws-cdk-lib/aws-iam, constructs, and every other file of aws-cdk-lib and its dependencies that a synthesis with the library loads.
Installed: "without" is aws-cdk-lib alone. The library is ${number(sizes.library)} kB.
`;
}

function synthesisTable(apps: App[]): string {
  const head = ['', 'runs', 'time', 'hand-written', 'ratio', 'CPU time', 'hand-written', 'ratio', 'memory', 'hand-written', 'ratio'];
  return table(head, apps.map(({ title, runs, synthesis: { milliseconds, cpuMilliseconds, peakMegabytes } }) => [
    title, String(runs), ...cells(milliseconds, 'ms'), ...cells(cpuMilliseconds, 'ms'), ...cells(peakMegabytes, 'MB'),
  ]));
}

function validationTable(apps: App[]): string {
  return table(['', 'validations', 'hand-written', 'share'], apps.map(({ title, synthesis: { milliseconds, validationMilliseconds } }) => [
    title,
    ...[validationMilliseconds.library, validationMilliseconds.handWritten].map((value) => `${value.toFixed(1)} ms`),
    `${(100 * (validationMilliseconds.library - validationMilliseconds.handWritten) / milliseconds.library).toFixed(1)} %`,
  ]));
}

function templateTable(apps: App[]): string {
  return table(['', 'resources', 'hand-written', 'bytes', 'hand-written', 'ratio'], apps.map(({ title, synthesis: { resources, templateBytes } }) => [
    title, number(resources.library), number(resources.handWritten), ...cells(templateBytes),
  ]));
}

function loadingTable(require: Compared, { library, awsCdkLib }: InstalledSizes): string {
  const installed = { library: library + awsCdkLib, handWritten: awsCdkLib, ratio: (library + awsCdkLib) / awsCdkLib };
  return table(['', 'with the library', 'without', 'ratio'], [
    ['`require`', ...cells(require, 'ms')],
    ['installed', ...cells(installed, 'kB')],
  ]);
}

/** The cost of each size compared with a tenth of it: at most ten times as much if the cost is linear. */
function growth(apps: App[]): string {
  return apps.flatMap(({ title, scenario, size, synthesis }) => {
    const tenth = apps.find((app) => app.scenario === scenario && app.size * 10 === size);
    const times = tenth && synthesis.cpuMilliseconds.library / tenth.synthesis.cpuMilliseconds.library;
    return times ? `- ${title}: ${times.toFixed(1)} times the CPU time of ${number(size / 10)}` : [];
  }).join('\n');
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells({ library, handWritten, ratio }: Compared, unit = ''): string[] {
  return [`${number(library)} ${unit}`.trim(), `${number(handWritten)} ${unit}`.trim(), ratio.toFixed(2)];
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
