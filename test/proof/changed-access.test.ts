import { changedAccess } from './changed-access';
import { Configuration, Scope } from '../properties/who-may-assume/configuration';
import { decide } from '../properties/who-may-assume/engine';
import { make } from '../properties/who-may-assume/library';
import { B } from '../support/two-accounts';

const ann = { path: '/', name: 'ann', writtenAs: 'ARN' as const };
const users = (...names: string[]): Scope => ({ kind: 'users', names: names.map((name) => ({ ...ann, name })) });
const ACCOUNT: Scope = { kind: 'account' };
const DEFAULTS: Configuration = { scopes: [users('ann')], mfa: 'required', userNameAsSessionName: false, anyTag: false, path: '/', minimized: false };
const inUnit = (path: string): Scope => ({ kind: 'organizationPaths', paths: [path] });
const ORGANIZATION: Scope = { kind: 'organization', id: 'o-a1b2c3d4e5' };

test.each<[what: string, before: Partial<Configuration>, after: Partial<Configuration>, change: 'none' | 'gained' | 'lost' | 'both']>([
  ['nothing', {}, {}, 'none'],
  ['statements that the CDK merges', { scopes: [users('ann'), ACCOUNT] }, { scopes: [users('ann'), ACCOUNT], minimized: true }, 'none'],
  ['a user named in addition to the account', { scopes: [ACCOUNT] }, { scopes: [ACCOUNT, users('ann')] }, 'none'],
  ['the order of scopes', { scopes: [users('ann'), ORGANIZATION] }, { scopes: [ORGANIZATION, users('ann')] }, 'none'],
  ['all paths of an organization instead of its id', { scopes: [ORGANIZATION] }, { scopes: [inUnit('o-a1b2c3d4e5/*')] }, 'none'],
  ['a network in two halves', { sourceIps: ['203.0.113.0/24'] }, { sourceIps: ['203.0.113.0/25', '203.0.113.128/25'] }, 'none'],
  ['a unit instead of the organization', { scopes: [ORGANIZATION] }, { scopes: [inUnit('o-a1b2c3d4e5/r-ab12/*')] }, 'lost'],
  ['an external ID', {}, { externalId: 'Contract-4711' }, 'lost'],
  ['one user more', {}, { scopes: [users('ann', 'bob')] }, 'gained'],
  ['another user', {}, { scopes: [users('bob')] }, 'both'],
  ['MFA of any age', { mfa: 3600 }, {}, 'gained'],
  ['a network one bit wider', { sourceIps: ['203.0.113.0/24'] }, { sourceIps: ['203.0.112.0/23'] }, 'gained'],
  ['session tags', {}, { sessionTags: [{ key: 'Project', required: false, values: [] }] }, 'gained'],
])('%s', async (_, before, after, change) => {
  const [was, is] = [before, after].map((changes) => make({ ...DEFAULTS, ...changes }));
  const { gained, lost } = await changedAccess(was.trustPolicy, is.trustPolicy, B);
  expect(gained && lost ? 'both' : gained ? 'gained' : lost ? 'lost' : 'none').toBe(change);
  for (const [caller, without, having] of [[gained, was, is], [lost, is, was]] as const) {
    if (caller) {
      expect((await decide({ caller, roleArn: having.arn, trustPolicy: having.trustPolicy })).getsIn).toBe(true);
      expect((await decide({ caller, roleArn: without.arn, trustPolicy: without.trustPolicy })).getsIn).toBe(false);
    }
  }
});
