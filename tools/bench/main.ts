import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withJavaScript } from './compiled';
import { Measure } from './measure';
import { App, Measurements, report } from './report';
import type { ScenarioName } from './scenarios';
import { installedSizes } from './sizes';

interface Plan {
  readonly scenario: ScenarioName;
  readonly size: number;
  readonly runs: number;
  readonly title: string;
}

const PLANS: Plan[] = [
  { scenario: 'access', size: 1, runs: 9, title: '1 stack with a role, and the group' },
  { scenario: 'access', size: 10, runs: 9, title: '10 stacks with a role, and the group' },
  { scenario: 'access', size: 100, runs: 9, title: '100 stacks with a role, and the group' },
  { scenario: 'access', size: 1000, runs: 7, title: '1,000 stacks with a role, and the group' },
  { scenario: 'group', size: 100, runs: 9, title: 'a group for 100 accounts' },
  { scenario: 'group', size: 1000, runs: 9, title: 'a group for 1,000 accounts' },
  // More accounts than a group can name. The app is the same for any number of accounts.
  { scenario: 'organization', size: 10_000, runs: 9, title: 'a group for an organization of any size' },
];

/** Prints the page. `--write` also writes it to the docs. `--quick` skips the largest apps, with fewer runs. */
async function main(): Promise<void> {
  const { write, quick } = parseArgs({ options: { write: { type: 'boolean' }, quick: { type: 'boolean' } } }).values;
  const sizes = installedSizes();
  const page = report({
    command: ['npm run bench', ...process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : []].join(' '),
    ...await withJavaScript(async (folder) => measured(await Measure.in(folder), quick ? quickly(PLANS) : PLANS)),
    sizes,
  });
  console.log(page);
  if (write) {
    writeFileSync(join(__dirname, '../../docs/benchmarks.md'), page);
  }
}

function quickly(plans: Plan[]): Plan[] {
  return plans.filter(({ size }) => size !== 1000).map((plan) => ({ ...plan, runs: 3 }));
}

async function measured(measure: Measure, plans: Plan[]): Promise<Pick<Measurements, 'apps' | 'require' | 'requireRuns'>> {
  const apps: App[] = [];
  for (const plan of plans) {
    console.error(`Measuring ${plan.title} …`);
    apps.push({ ...plan, synthesis: await measure.synthesis(plan.scenario, plan.size, plan.runs) });
  }
  const requireRuns = plans[0].runs;
  return { apps, requireRuns, require: await measure.require(requireRuns) };
}

void main();
