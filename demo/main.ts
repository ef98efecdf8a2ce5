import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Demo, Interrupted } from './demo';
import { writeGuide } from './guide';
import { embedded, endpoint, EndpointError, Platform, profiles } from './platform';
import { printResult, terminal } from './report';

const USAGE = `npm run demo                                             runs on the emulator of this repository
npm run demo -- --endpoint URL                           runs on another emulator
npm run demo -- --profiles A B [THIRD_ACCOUNT] [--yes]   runs on AWS, in the accounts of these CLI profiles`;

const REAL = 'the CDK Toolkit, the AWS SDK, the text of AWS managed policies, the policy engine';
const EMULATED = 'the AWS APIs. The policy engine decides every call from the policies as deployed';

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      endpoint: { type: 'string' },
      profiles: { type: 'boolean' },
      yes: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return true;
  }
  const platform = await choose(values.endpoint, values.profiles ? positionals : undefined);
  try {
    const { page, switchRoleUrl } = writeGuide(platform);
    console.log(`Access guide for the users of account A: ${page}\nSwitch role in the console: ${switchRoleUrl}\n`);
    console.log(`Running on ${platform.title}`);
    if (!values.endpoint && !values.profiles) {
      console.log(`Real: ${REAL}\nEmulated: ${EMULATED}`);
    }
    if (values.profiles && !values.yes && !await confirmed(platform)) {
      return false;
    }
    return await runDemo(platform);
  } finally {
    await platform.close();
  }
}

function choose(url?: string, names?: string[]): Promise<Platform> {
  if (names) {
    return profiles(names, url);
  }
  return url ? endpoint(url) : embedded();
}

async function confirmed({ assuming, trusting }: Platform): Promise<boolean> {
  const terminalInput = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminalInput.question(
    `The demo creates users and the stack Identity with a group in account ${assuming.id}, and the stack Workload with a role in account ${trusting.id}.\n` +
    'It deletes all of them afterwards. Continue? [y/N] ');
  terminalInput.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function runDemo(platform: Platform): Promise<boolean> {
  const demo = new Demo(platform, terminal);
  interruptible(demo);
  const started = Date.now();
  const asExpected = printResult(await demo.run());
  console.log(`\nTook ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return asExpected;
}

/**
 * The first signal ends the demo, which then deletes its resources. A later one exits at once; a parent process may forward the first one
 * again within a second.
 */
function interruptible(demo: Demo): void {
  let first: number | undefined;
  const onSignal = () => {
    if (first !== undefined && Date.now() - first > 1000) {
      process.exit(130);
    }
    first ??= Date.now();
    demo.interrupt();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

main().then(
  (asExpected) => process.exit(asExpected ? 0 : 1),
  (error) => {
    console.error(error instanceof Interrupted || error instanceof EndpointError ? `\n${error.message}` : error);
    process.exit(1);
  },
);
