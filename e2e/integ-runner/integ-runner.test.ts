import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { IntegRun, runIntegrationTests } from './integ-run';

const RUN = 600_000;
const ROLE = 'arn:aws:iam::222222222222:role/ReadOnlyInteg';

/** Replaces a text that occurs in the test, so that a fault is really planted. */
function replacing(text: string, replacement: string) {
  return (test: string) => {
    expect(test).toContain(text);
    return test.replace(text, replacement);
  };
}

/** What was decided for a caller's calls of an action: several decisions, if they differ. */
function decided({ decisions }: IntegRun, caller: string, action: string, resource: string): boolean[] {
  const [account, role] = caller.split('/');
  const principal = `arn:aws:sts::${account}:assumed-role/${role}/`;
  const calls = decisions.filter((each) => each.principal.startsWith(principal) && each.action === action && each.resource === resource);
  return [...new Set(calls.map(({ allowed }) => allowed))];
}

describe('integ-runner on the emulator', () => {
  test('deploys the integration test to two accounts, whose assertions pass, and deletes everything', async () => {
    const before = readdirSync(tmpdir());
    const run = await runIntegrationTests();
    expect(run.notEmulated).toEqual([]);
    expect(run).toMatchObject({ passed: true, output: expect.stringContaining('1 passed, 1 total') });

    const bucket = 'arn:aws:s3:::readonlyinteg-222222222222-eu-west-1/object';
    const newRole = 'arn:aws:iam::222222222222:role/must-not-be';
    expect({
      trusted: decided(run, '111111111111/ReadOnlyIntegLooker', 'sts:AssumeRole', ROLE),
      stranger: decided(run, '111111111111/ReadOnlyIntegStranger', 'sts:AssumeRole', ROLE),
      colleague: decided(run, '111111111111/ReadOnlyIntegColleague', 'sts:AssumeRole', `${ROLE}Organization`),
      reads: decided(run, '222222222222/ReadOnlyInteg', 'iam:ListRoles', '*'),
      writes: decided(run, '222222222222/ReadOnlyInteg', 'iam:CreateRole', newRole),
      writesToOpenBucket: decided(run, '222222222222/ReadOnlyInteg', 's3:PutObject', bucket),
      writesToOpenBucketUnguarded: decided(run, '222222222222/ReadOnlyIntegUnguarded', 's3:PutObject', bucket),
    }).toEqual({
      trusted: [true],
      stranger: [false],
      colleague: [false],
      reads: [true],
      writes: [false],
      writesToOpenBucket: [false],
      writesToOpenBucketUnguarded: [true],
    });
    expect(run.remaining).toEqual([]);
    expect(readdirSync(tmpdir())).toEqual(before);
  }, RUN);

  test('passes in an organization too, where another caller can assume a role', async () => {
    const run = await runIntegrationTests({ sameOrganization: true });
    expect(run.notEmulated).toEqual([]);
    expect(run).toMatchObject({ passed: true });
    expect(decided(run, '111111111111/ReadOnlyIntegColleague', 'sts:AssumeRole', `${ROLE}Organization`)).toEqual([true]);
  }, RUN);

  test('fails if the test expects that a write and a stranger are allowed', async () => {
    const write = replacing("write: 'AccessDenied' }", "write: 'Allowed' }");
    const stranger = replacing('expectOutcomes(stranger, DENIED)', 'expectOutcomes(stranger, READS)');
    const run = await runIntegrationTests({ change: (test) => stranger(write(test)) });
    expect(run.notEmulated).toEqual([]);
    expect(run).toMatchObject({ passed: false, output: expect.stringContaining('1 failed, 1 total') });
    expect(run.output).toContain('Expected {"assume":"Allowed","read":"Allowed","write":"Allowed"} but received {"assume":"AccessDenied"}');
    expect(run.output).toContain('Expected {"assume":"Allowed","read":"Allowed","write":"Allowed","put":"AccessDenied"} but received {"assume":"Allowed","read":"Allowed","write":"AccessDenied"');
    expect(run.remaining).toEqual([]);
  }, RUN);
});
