import { changedPermissions, describeChange } from './changed-permissions';
import { ADMINISTRATOR } from '../support/callers';
import { decide } from '../support/policy-engine';
import { A } from '../support/two-accounts';

const ANN = `arn:aws:iam::${A}:user/ann`;
const allow = (Action: string | string[], Resource = '*', Condition?: object) => ({ Effect: 'Allow', Action, Resource, ...Condition && { Condition } });
const deny = (Action: string | string[], Condition?: object) => ({ ...allow(Action, '*', Condition), Effect: 'Deny' });
const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
const mfa = (operator: string, value: string) => ({ [operator]: { 'aws:MultiFactorAuthPresent': value } });
const LISTS = 's3:ListAllMyBuckets';

test.each<[what: string, before: object[], after: object[], changes: string[]]>([
  ['nothing', [allow('iam:Get*')], [allow('iam:Get*')], []],
  ['the order of actions', [allow(['iam:GetUser', 'iam:GetRole'])], [allow(['iam:GetRole', 'iam:GetUser'])], []],
  ['two statements for one', [allow(['iam:GetUser', 'iam:GetRole'])], [allow('iam:GetUser'), allow('iam:GetRole')], []],
  ['a resource that another one covers', [allow('sts:AssumeRole', role('Audit*'))], [allow('sts:AssumeRole', role('Audit*')), allow('sts:AssumeRole', role('Auditor'))], []],
  ['MFA by a denial without it', [allow(LISTS, '*', mfa('Bool', 'true'))], [allow(LISTS), deny(LISTS, mfa('BoolIfExists', 'false'))], []],
  ['one action more', [allow(LISTS)], [allow([LISTS, 'iam:ListUsers'])], ['may now iam:ListUsers on *']],
  ['a role more', [allow('sts:AssumeRole', role('Auditor'))], [allow('sts:AssumeRole', role('Auditor?'))],
    ['may now sts:AssumeRole on arn:aws:iam::222222222222:role/Auditor', `may no longer sts:AssumeRole on ${role('Auditor')}`]],
  ['MFA by IfExists', [allow(LISTS, '*', mfa('Bool', 'true'))], [allow(LISTS, '*', mfa('BoolIfExists', 'true'))], [`may now ${LISTS} on * without aws:MultiFactorAuthPresent`]],
  ['a denial in a console session without MFA', [allow(LISTS)], [allow(LISTS), deny('s3:*', mfa('Bool', 'false'))], [`may no longer ${LISTS} on * with aws:MultiFactorAuthPresent false`]],
  ['a key that no other proof knows', [allow(LISTS, '*', { StringLike: { 'aws:UserAgent': 'aws-*' } })], [allow(LISTS, '*', { StringLike: { 'aws:UserAgent': 'aws-cli*' } })],
    [`may no longer ${LISTS} on * with aws:useragent aws-`]],
])('%s', async (_, ...rest) => {
  const expected = rest[2];
  const [before, after] = [rest[0], rest[1]].map((Statement) => ({ identity: [{ Version: '2012-10-17', Statement }], boundary: ADMINISTRATOR }));
  const changes = await changedPermissions(before, after, 'ann');
  const described = changes.map((change) => describeChange(change, [before, after]));
  expect(described).toEqual(expected.map((start) => expect.stringContaining(start)));
  for (const { change, actions: [action], witness: { resource, context } } of changes) {
    const decisions = await Promise.all([before, after].map(async ({ identity, boundary }) =>
      decide({ principal: ANN, action, resource, context, account: A, identityPolicies: identity, boundary })));
    expect(decisions).toEqual(change === 'gained' ? ['denied', 'allowed'] : ['allowed', 'denied']);
  }
});
