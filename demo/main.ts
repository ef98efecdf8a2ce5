import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { writeGuide } from './guide';
import { embedded, endpoint, Platform, profiles } from './platform';
import { printEnding, terminal } from './report';
import { Interrupted, Story } from './story';

const USAGE = `npm run demo                                        on an emulator inside this process
npm run demo -- --endpoint URL                      on another emulator
npm run demo -- --profiles A B [THIRD_ACCOUNT] [--yes]   on real accounts, by profiles of the AWS CLI`;

const REAL = 'the CDK\'s deployment engine, the AWS SDK, the text of AWS\'s managed policies, the engine that decides';
const NOT_REAL = 'the AWS side: its API is emulated, and every authorization decided from the policies as deployed';

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
    console.log(`Access guide, for the people of account A: ${page}\nSwitch role in the console: ${switchRoleUrl}\n`);
    console.log(`Running on ${platform.title}`);
    if (!values.endpoint && !values.profiles) {
      console.log(`real: ${REAL}\nnot real: ${NOT_REAL}`);
    }
    if (values.profiles && !values.yes && !await confirmed(platform)) {
      return false;
    }
    return await tell(platform);
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
    `This makes users, a group and the stack Identity in ${assuming.id}, and a role in the stack Workload in ${trusting.id},\n` +
    'and takes all of them away at the end. Go on? [y/N] ');
  terminalInput.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function tell(platform: Platform): Promise<boolean> {
  const story = new Story(platform, terminal);
  interruptible(story);
  const started = Date.now();
  const asExpected = printEnding(await story.run());
  console.log(`\ntook ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return asExpected;
}

/** A signal ends the story, which takes everything away; one more, later than those that parent processes pass on, leaves it. */
function interruptible(story: Story): void {
  let first: number | undefined;
  const onSignal = () => {
    if (first !== undefined && Date.now() - first > 1000) {
      process.exit(130);
    }
    first ??= Date.now();
    story.interrupt();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

main().then(
  (asExpected) => process.exit(asExpected ? 0 : 1),
  (error) => {
    console.error(error instanceof Interrupted ? `\n${error.message}` : error);
    process.exit(1);
  },
);
