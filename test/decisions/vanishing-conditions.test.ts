/**
 * What a condition that is missing after deployment would allow. Each test decides with a policy in which the values are missing, as
 * CloudFormation would deploy it, and shows that the library refuses the input that leads to it, or that nobody gets access.
 */
import { Aws, CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import { PrincipalScope, TrustingRoleOptions } from '../../src';
import { ADMINISTRATOR, Caller, inOrganization, mfa, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { role, ROLE, synth } from '../support/invalid-props';
import { C, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

const ORG = 'o-a1b2c3d4e5';
const ROLE_ARN = 'arn:aws:iam::222222222222:role/SecurityReadOnlyRole';
const member = inOrganization(`${ORG}/r-ab12/`, user('ann', mfa(), { groups: AUDITORS }));
const stranger = user('eve', mfa(), { account: C, policies: [ADMINISTRATOR] });

/** The trust policy of a role, with other values in its first condition: none, or an empty text. */
function withCondition(iam: DeployedIam, operator: string, keys: object): object {
  const { Statement: [first], ...document } = iam.trustOf(ROLE_ARN) as any;
  return { ...document, Statement: [{ ...first, Condition: { ...first.Condition, [operator]: keys } }] };
}

describe('case 2026-11-03: the id of an organization that is missing', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.organization(ORG)] });
  });
  const assumes = (caller: Caller, trust?: object) => iam.mayAssume(caller, ROLE_ARN, {}, trust);

  test('would allow a stranger, whom the condition denies', async () => {
    expect(await assumes(member)).toBe('allowed');
    expect(await assumes(stranger)).toBe('denied');
    expect(await assumes(stranger, withCondition(iam, 'StringEquals', {}))).toBe('allowed');
  });

  test('an empty text instead allows nobody', async () => {
    const empty = withCondition(iam, 'StringEquals', { 'aws:PrincipalOrgID': '' });
    expect(await assumes(stranger, empty)).toBe('denied');
    expect(await assumes(member, empty)).toBe('denied');
  });

  test('is refused', () => {
    const orMissing = (other: unknown) => ({ b }: TwoAccounts) => {
      const given = new CfnParameter(b, 'Organization', { default: '' }).valueAsString;
      const { logicalId } = new CfnCondition(b, 'HasOrg', { expression: Fn.conditionNot(Fn.conditionEquals(given, '')) });
      return role({ principals: [PrincipalScope.organization(Fn.conditionIf(logicalId, given, other).toString())] })({ b } as TwoAccounts);
    };
    expect(rejectionOf(() => synth(orMissing(Aws.NO_VALUE))).path).toBe(ROLE);
    synth(orMissing(''));
  });
});

describe.each<[string, TrustingRoleOptions, operator: string]>([
  ['the networks', { sourceIps: ['198.51.100.0/24'] }, 'IpAddress'],
  ['the external id', { externalId: '42' }, 'StringEquals'],
  ['the users', { principals: [PrincipalScope.users('ann')] }, 'ArnEquals'],
  ['the tags', { principalTags: { team: ['audit'] } }, 'StringEquals'],
])('%s that are missing', (_, props, operator) => {
  test('would allow any user of the account', async () => {
    const iam = deployed(props);
    const other = user('bob', mfa(), { policies: [ADMINISTRATOR] });
    expect(await iam.mayAssume(other, ROLE_ARN, {})).toBe('denied');
    expect(await iam.mayAssume(other, ROLE_ARN, {}, withCondition(iam, operator, {}))).toBe('allowed');
  });
});
