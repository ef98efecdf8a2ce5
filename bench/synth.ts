/** How long the library's synthesis takes, as a ratio to the same by hand: both in turn, in one run, so that the machine does not matter. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { byHand } from './by-hand';
import { CrossAccountReadOnlyAccess, TrustingTarget } from '../src';

const TRUSTING_ACCOUNTS = [1, 10, 50];
const ROUNDS = 7;

type Make = (accountA: Stack, trusting: Stack[]) => void;

const byLibrary: Make = (accountA, trusting) => {
  new CrossAccountReadOnlyAccess(accountA, 'Access', {
    users: [User.fromUserName(accountA, 'UserA', 'userA')],
    trusting: trusting.map((stack) => TrustingTarget.scope(stack)),
  });
};

function milliseconds(make: Make, accounts: number): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const started = performance.now();
  const app = new App({ outdir });
  const stack = (id: string, account: number) => new Stack(app, id, { env: { account: String(account), region: 'eu-west-1' } });
  make(stack('Identity', 111111111111), Array.from({ length: accounts }, (_, i) => stack(`Workload${i}`, 222222222222 + i)));
  app.synth();
  const took = performance.now() - started;
  rmSync(outdir, { recursive: true });
  return took;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

milliseconds(byHand, 1);
milliseconds(byLibrary, 1);
for (const accounts of TRUSTING_ACCOUNTS) {
  const rounds = Array.from({ length: ROUNDS }, () => ({ library: milliseconds(byLibrary, accounts), hand: milliseconds(byHand, accounts) }));
  const [library, hand] = [median(rounds.map((round) => round.library)), median(rounds.map((round) => round.hand))];
  const ratio = median(rounds.map((round) => round.library / round.hand));
  console.log(`${String(accounts).padStart(3)} accounts: ${ratio.toFixed(2)} times by hand (${library.toFixed(0)} ms, by hand ${hand.toFixed(0)} ms; medians of ${ROUNDS})`);
}
