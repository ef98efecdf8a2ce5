import { Duration, Expiration, Stack } from 'aws-cdk-lib';
import {
  AccessWindow, MfaRequirement, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustingRole, TrustingRoleOptions,
} from '../../../src';
import { page } from '../../support/pages';
import { asText } from '../../support/resources';
import { A, TwoAccounts } from '../../support/two-accounts';

const PAGE = page('docs/who-may-assume.md');

/** The page's headings, with the props that each section describes. */
const SECTIONS: [heading: string, props: TrustingRoleOptions][] = [
  ['The whole account', { principals: [PrincipalScope.account()] }],
  ['Certain users', { principals: [PrincipalScope.users('ann', '/security/bob')] }],
  ['Certain roles', { principals: [PrincipalScope.roles('/ci/Deployer')] }],
  ['Roles by pattern', { principals: [PrincipalScope.rolesMatching('prowler*', '/ci/deploy-??')] }],
  ['Every role', { principals: [PrincipalScope.anyRole()], externalId: 'Contract-4711' }],
  ['Another account', { principals: [PrincipalScope.roles('Scanner'), PrincipalScope.roles('Scanner').inAccount('333333333333')] }],
  ['Permission sets', { principals: [PrincipalScope.permissionSets('Audit')] }],
  ['An organization', { principals: [PrincipalScope.organization('o-a1b2c3d4e5')] }],
  ['Parts of an organization', { principals: [PrincipalScope.organizationPaths('o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*')] }],
  ['Account access manager', { principals: [PrincipalScope.accountAccessManager('arn:aws:account-access:eu-west-1:999999999999:application/app-1234')] }],
  ['Several at once', { principals: [PrincipalScope.users('ann'), PrincipalScope.roles('/ci/Deployer')] }],
  ['MFA', { mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) }],
  ['External ID', { principals: [PrincipalScope.anyRole()], externalId: 'Contract-4711', mfa: MfaRequirement.none() }],
  ['Organization of the callers', { organizationId: 'o-a1b2c3d4e5' }],
  ['Source networks', { sourceIps: ['203.0.113.0/24', '2001:db8::/32'] }],
  ['A window of time', { accessWindow: AccessWindow.between(Expiration.fromString('2099-01-01'), Expiration.fromString('2099-06-30T23:59:59Z')) }],
  ['Session name', { requireUserNameAsRoleSessionName: true }],
  ['Source identity', { principals: [PrincipalScope.users('ann'), PrincipalScope.roles('/saml/Auditor')], sourceIdentity: SourceIdentityRequirement.userName() }],
  ['Session tags', { sessionTags: [SessionTag.required('Ticket'), SessionTag.optional('Team')] }],
  ['Any session tags', { principals: [PrincipalScope.roles('Deployer')], sessionTags: [SessionTag.any()] }],
  ['Principal tags', { principalTags: { Department: ['Security', 'Audit'] } }],
];

function section(heading: string): string {
  const [, text] = PAGE.split(`\n### ${heading}\n`);
  return text?.split(/\n##+ /)[0] ?? '';
}

describe('the page on who may assume shows the trust policy of each option', () => {
  test.each(SECTIONS)('%s', (heading, props) => {
    const { b } = new TwoAccounts();
    const { assumeRolePolicy } = new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
    const { Statement } = JSON.parse(JSON.stringify(asText(Stack.of(b).resolve(assumeRolePolicy))).replace(/PARTITION/g, 'aws'));
    const shown = [...section(heading).matchAll(/```json\n([^`]*)```/g)].map(([, json]) => JSON.parse(json));
    expect(shown).toEqual(Statement);
  });

  test('and has no other sections', () => {
    expect([...PAGE.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading)).toEqual(SECTIONS.map(([heading]) => heading));
  });
});
