import { engineDecisionOnWrite, openWrites, openWriteSession } from './writes';
import { RolePolicies } from '../../tools/levels/ask-engine';
import { LEVELS } from '../../tools/levels/levels';
import { synthesizedRole } from '../../tools/levels/role-policies';
import { COMPLETE } from '../support/complete';

/** The default level and one made of statements; the complete run has every level. */
const PROVEN = COMPLETE ? Object.keys(LEVELS) : ['readOnlyAccess()', 'support()'];

const policiesAt = (level: string) => synthesizedRole(LEVELS[level]()).policies;

test.each(PROVEN)('a role of the level %s can write nothing, whatever resource policies say and whatever the request is', async (level) => {
  const role = policiesAt(level);
  expect(await openWrites(role)).toEqual([]);
  expect(await openWriteSession(role)).toBeUndefined();
});

// The quick run does without: the other test is about the levels.
(COMPLETE ? describe : () => undefined)('without a part of the policies, there is a write in each service that is then open, and the engine confirms it', () => {
  const isDenialOfOthers = ({ Effect, NotAction }: any) => Effect === 'Deny' && NotAction !== undefined;
  const without = ({ identity, boundary }: RolePolicies): RolePolicies =>
    ({ identity: identity.filter((policy: any) => !policy.Statement.some(isDenialOfOthers)), boundary });

  test('without the denials, in the services with resource policies', async () => {
    const whole = policiesAt('readOnlyAccess()');
    const found = await openWrites(without(whole));
    expect(found.map(({ resource }) => resource.split(':')[2])).toEqual(expect.arrayContaining(['s3', 'sqs', 'kms', 'lambda']));
    for (const write of found) {
      expect(await engineDecisionOnWrite(without(whole), write)).toBe('allowed');
      expect(await engineDecisionOnWrite(whole, write)).toBe('denied');
    }
  });

  test('without the denial of sessions that write to a directory bucket', async () => {
    const whole = policiesAt('readOnlyAccess()');
    const isOfSessions = ({ Effect, Condition }: any) => Effect === 'Deny' && Condition?.StringNotEquals?.['s3express:SessionMode'];
    const identity = whole.identity.map((policy: any) => ({ ...policy, Statement: policy.Statement.filter((each: any) => !isOfSessions(each)) }));
    const reduced = { ...whole, identity };
    const write = (await openWriteSession(reduced))!;
    expect(await engineDecisionOnWrite(reduced, write)).toBe('allowed');
    expect(await engineDecisionOnWrite(whole, write)).toBe('denied');
  });

  test('with a write in a service without resource policies', async () => {
    const whole = policiesAt('support()');
    const allowance = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'route53:Change*Sets', Resource: '*' }] };
    const writing = { identity: [...without(whole).identity, allowance], boundary: allowance };
    const [write, ...others] = (await openWrites(writing)).filter(({ action }) => action.startsWith('route53:'));
    expect(others).toEqual([]);
    expect(write.action).toBe('route53:ChangeResourceRecordSets');
    expect(await engineDecisionOnWrite(writing, write)).toBe('allowed');
    expect(await engineDecisionOnWrite(whole, write)).toBe('denied');
  });
});
