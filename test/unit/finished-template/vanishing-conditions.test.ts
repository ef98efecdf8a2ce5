import { Aspects, Aws, CfnCondition, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { AccountPrincipal, CfnPolicy, CfnRole, Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  PrincipalScope, ReadOnlyPermissions, SessionTag, TrustingRole, TrustingRoleOptions, TrustingTarget,
} from '../../../src';
import { ACCESS, access, BadInput, GROUP, group, Input, rejects, ROLE, ROLE_OF_ACCESS } from '../../support/invalid-props';
import { A, TwoAccounts } from '../../support/two-accounts';

/** A value under a condition of the template, and another value, or none. */
type Either = (one: unknown, other?: unknown) => any;

/** A condition of a stack, with `AWS::NoValue` as the default of the other value. */
function eitherIn(stack: Stack): Either {
  const condition = stack.node.tryFindChild('IsSet') as CfnCondition ?? new CfnCondition(stack, 'IsSet', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
  return (one, other = Aws.NO_VALUE) => Fn.conditionIf(condition.logicalId, one, other);
}

type Props = (either: Either, stack: Stack) => Partial<TrustingRoleOptions>;

const withProps = (props: Props): Input => ({ b }) => new TrustingRole(b, 'Role', { assumingAccount: A, ...props(eitherIn(b), b) });

const ORG = 'o-a1b2c3d4e5';
const NETWORK = '203.0.113.0/24';
const list = (value: any) => Token.asList(value);
const statement = (value: Partial<PolicyStatement['conditions']> = {}, resources = ['*']) => ReadOnlyPermissions.custom({
  statements: [new PolicyStatement({ actions: ['s3:ListBucket'], resources, conditions: value as any })],
});
const lists = (stack: Stack, value?: string) => new CfnParameter(stack, 'Networks', { type: 'CommaDelimitedList', default: value }).valueAsList;
const text = (stack: Stack, value?: string) => new CfnParameter(stack, 'Text', { default: value }).valueAsString;

const GONE = 'can be AWS::NoValue at deployment, but a policy needs a value there in every case';

describe('a value of a role that can be missing at deployment is an error that names the prop', () => {
  const cases: [what: string, problem: string, bad: Props, good: Props][] = [
    ['case 2026-11-03: the id of an organization', `principals aws:PrincipalOrgID ${GONE}`,
      (either, stack) => ({ principals: [PrincipalScope.organization(either(text(stack)).toString())] }),
      (either, stack) => ({ principals: [PrincipalScope.organization(either(text(stack), ORG).toString())] })],
    ['the id of an organization that is AWS::NoValue itself', `principals aws:PrincipalOrgID ${GONE}`,
      () => ({ principals: [PrincipalScope.organization(Aws.NO_VALUE)] }), (_, stack) => ({ principals: [PrincipalScope.organization(text(stack, ''))] })],
    ['a path of an organization', `principals aws:PrincipalOrgPaths ${GONE}`,
      (either) => ({ principals: [PrincipalScope.organizationPaths(`${ORG}/*`, either(`${ORG}/r-ab12/`).toString())] }),
      (either) => ({ principals: [PrincipalScope.organizationPaths(`${ORG}/*`, either(`${ORG}/r-ab12/`, `${ORG}/r-cd34/`).toString())] })],
    ['a user', `principals aws:PrincipalArn ${GONE}`,
      (either) => ({ principals: [PrincipalScope.users(either('ann').toString())] }), (either) => ({ principals: [PrincipalScope.users(either('ann', 'bob').toString())] })],
    ['a user within a text', `principals aws:PrincipalArn ${GONE}`,
      (either) => ({ principals: [PrincipalScope.users(`team-${either('ann')}`)] }), (either) => ({ principals: [PrincipalScope.users(`team-${either('ann', '')}`)] })],
    ['a role', `principals aws:PrincipalArn ${GONE}`,
      (either) => ({ principals: [PrincipalScope.roles('Ci', either('Cd').toString())] }), (either) => ({ principals: [PrincipalScope.roles('Ci', either('Cd', 'Ce').toString())] })],
    ['a permission set', `principals aws:PrincipalArn ${GONE}`,
      (either) => ({ principals: [PrincipalScope.permissionSets(either('Audit').toString())] }),
      (either) => ({ principals: [PrincipalScope.permissionSets(either('Audit', 'Ops').toString())] })],
    ['the external id', `externalId sts:ExternalId ${GONE}`,
      (either) => ({ externalId: either('42').toString() }), (either) => ({ externalId: either('42', '43').toString() })],
    ['the external id of a text with variables', `externalId sts:ExternalId ${GONE}`,
      () => ({ externalId: Fn.sub('id-${AWS::NoValue}') }), () => ({ externalId: Fn.sub('id-${AWS::AccountId}') })],
    ['one network', `sourceIps aws:SourceIp ${GONE}`,
      (either) => ({ sourceIps: [NETWORK, either('198.51.100.0/24').toString()] }), (either) => ({ sourceIps: [NETWORK, either('198.51.100.0/24', '192.0.2.0/24').toString()] })],
    ['all networks', `sourceIps aws:SourceIp ${GONE}`,
      (either) => ({ sourceIps: list(either([NETWORK])) }), (either) => ({ sourceIps: list(either([NETWORK], ['198.51.100.0/24'])) })],
    ['no networks', 'sourceIps aws:SourceIp is an empty list',
      (either) => ({ sourceIps: list(either([NETWORK], [])) }), (either) => ({ sourceIps: list(either([NETWORK], ['198.51.100.0/24'])) })],
    ['networks of a parameter that is empty by default', 'sourceIps aws:SourceIp can be an empty list at deployment',
      (_, stack) => ({ sourceIps: lists(stack, '') }), (_, stack) => ({ sourceIps: lists(stack) })],
    ['networks of a parameter, used if there are any', 'sourceIps aws:SourceIp can be an empty list at deployment',
      (_, stack) => ({ sourceIps: lists(stack, '') }), (either, stack) => ({ sourceIps: list(either(lists(stack, ''), [NETWORK])) })],
    ['networks that are split', `sourceIps aws:SourceIp ${GONE}`,
      (either) => ({ sourceIps: Fn.split(',', either(NETWORK).toString()) }), (_, stack) => ({ sourceIps: Fn.split(',', text(stack, '')) })],
    ['networks that are decided late', 'sourceIps is an empty list',
      () => ({ sourceIps: Lazy.list({ produce: () => [] }) }), () => ({ sourceIps: Lazy.list({ produce: () => [NETWORK] }) })],
    ['a text that is decided late', 'externalId sts:ExternalId is undefined',
      () => ({ externalId: Lazy.string({ produce: () => undefined }) }), () => ({ externalId: Lazy.string({ produce: () => '42' }) })],
    ['a value of a principal tag', `principalTags aws:PrincipalTag/team ${GONE}`,
      (either) => ({ principalTags: { team: [either('a').toString()] } }), (either) => ({ principalTags: { team: [either('a', '').toString()] } })],
    ['all values of a principal tag', 'principalTags team is an empty list',
      () => ({ principalTags: { team: Lazy.list({ produce: () => [] }) } }), () => ({ principalTags: { team: Lazy.list({ produce: () => [''] }) } })],
    ['a value of a session tag', `sessionTags aws:RequestTag/team ${GONE}`,
      (either) => ({ sessionTags: [SessionTag.required('team', either('a').toString())] }),
      (either) => ({ sessionTags: [SessionTag.required('team', either('a', 'b').toString())] })],
    ['the role\'s name', `roleName ${GONE}`, (either) => ({ roleName: either('Auditor').toString() }), (either) => ({ roleName: either('Auditor', 'Reader').toString() })],
    ['the role\'s path', `path ${GONE}`, (either) => ({ path: either('/a/').toString() }), (either) => ({ path: either('/a/', '/').toString() })],
    ['a value of a custom condition', `permissions Condition StringEquals aws:RequestedRegion ${GONE}`,
      (either) => ({ permissions: statement({ StringEquals: { 'aws:RequestedRegion': either('eu-west-1') } }) }),
      (either) => ({ permissions: statement({ StringEquals: { 'aws:RequestedRegion': either('eu-west-1', 'eu-west-3') } }) })],
    ['a custom operator', `permissions Condition StringEquals ${GONE}`,
      (either) => ({ permissions: statement({ StringEquals: either({ 'aws:RequestedRegion': 'eu-west-1' }) }) }),
      (either) => ({ permissions: statement({ StringEquals: either({ 'aws:RequestedRegion': 'eu-west-1' }, { 'aws:RequestedRegion': 'eu-west-3' }) }) })],
    ['an empty custom operator', 'permissions Condition StringEquals is an empty block',
      () => ({ permissions: statement({ StringEquals: {} }) }), () => ({ permissions: statement({}) })],
    ['an empty custom list', 'permissions Condition StringEquals aws:RequestedRegion is an empty list',
      () => ({ permissions: statement({ StringEquals: { 'aws:RequestedRegion': [] } }) }),
      () => ({ permissions: statement({ StringEquals: { 'aws:RequestedRegion': [''] } }) })],
    ['a custom resource', `permissions Resource ${GONE}`,
      (either) => ({ permissions: statement({}, [either('arn:aws:s3:::a').toString()]) }),
      (either) => ({ permissions: statement({}, [either('arn:aws:s3:::a', 'arn:aws:s3:::b').toString()]) })],
    ['a part of a custom resource', `permissions Resource ${GONE}`,
      (either) => ({ permissions: statement({}, [`arn:aws:s3:::${either('a-')}*`]) }), (either) => ({ permissions: statement({}, [`arn:aws:s3:::${either('a-', 'b-')}*`]) })],
  ];
  rejects(cases.map(([what, problem, bad, good]): BadInput => [what, ROLE, problem, withProps(bad), withProps(good)]));
});

describe('the group, and the role of a StackSet', () => {
  const inGroup = (props: (either: Either) => Parameters<typeof group>[0]): Input => (accounts) => group(props(eitherIn(accounts.a)))(accounts);
  const units = (organizationPaths: string[]) => ({
    trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], organizationPaths })],
  });
  const inStackSet = (externalId: (either: Either) => string): Input => (accounts) => {
    const { stackSets: [{ role }] } = access(units([`${ORG}/*`]))(accounts);
    const either = eitherIn(role.stack);
    role.assumeRolePolicy!.addStatements(new PolicyStatement({
      actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(A)], conditions: { StringEquals: { 'sts:ExternalId': externalId(either) } },
    }));
  };
  rejects([
    ['the name of the group\'s role', GROUP, `roleName ${GONE}`,
      inGroup((either) => ({ roleName: either('Auditor').toString() })), inGroup((either) => ({ roleName: either('Auditor', 'Reader').toString() }))],
    ['the path of the group\'s role', GROUP, `path ${GONE}`,
      inGroup((either) => ({ path: either('/a/').toString() })), inGroup((either) => ({ path: either('/a/', '/').toString() }))],
    ['the paths of the organization', GROUP, `organizationPaths ${GONE}`,
      inGroup((either) => units([either(`${ORG}/*`).toString()])), inGroup((either) => units([either(`${ORG}/*`, `${ORG}/r-ab12/`).toString()]))],
    ['a custom condition', GROUP, `groupPermissions Condition StringLike aws:RequestedRegion ${GONE}`,
      inGroup((either) => ({ groupPermissions: statement({ StringLike: { 'aws:RequestedRegion': [either('eu-*')] } }) })),
      inGroup((either) => ({ groupPermissions: statement({ StringLike: { 'aws:RequestedRegion': [either('eu-*', 'us-*')] } }) }))],
    ['a condition that is added in the template of a StackSet', `${ACCESS.split('/')[0]}/TrustingRoles-SecurityReadOnlyRole/Template/TrustingRole`,
      `the trust policy Condition StringEquals sts:ExternalId ${GONE}`,
      inStackSet((either) => either('42')), inStackSet((either) => either('42', '43'))],
  ]);
});

describe('what is added to a role is reported too', () => {
  const changing = (change: (role: TrustingRole, either: Either) => void): Input => (accounts) =>
    change(access()(accounts).roles[0], eitherIn(accounts.b));
  const trusting = (conditions: Record<string, any>): Input => changing((role) => role.assumeRolePolicy!.addStatements(
    new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(A)], conditions })));
  const reading = (conditions: Record<string, any>): Input => changing((role) => role.addToPolicy(
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'], conditions })));
  const overridden = (path: string, value: (either: Either) => unknown): Input => changing((role, either) =>
    (role.node.defaultChild as CfnRole).addPropertyOverride(path, value(either)));
  /** Overrides an added statement, because an override of what the library wrote is an error by itself. */
  const denialOverridden = (path: string, value: (either: Either) => unknown): Input => changing((role, either) => {
    role.assumeRolePolicy!.addStatements(new PolicyStatement({
      effect: Effect.DENY, actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(A)], conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
    (role.node.defaultChild as CfnRole).addPropertyOverride(`AssumeRolePolicyDocument.Statement.1.${path}`, value(either));
  });
  const allow = {
    Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${A}:root` }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  };
  const deny = { ...allow, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  rejects([
    ['an empty operator in the trust policy', ROLE_OF_ACCESS, 'the trust policy Condition StringEquals is an empty block',
      trusting({ StringEquals: {} }), trusting({})],
    ['an empty list in the trust policy', ROLE_OF_ACCESS, 'the trust policy Condition StringEquals sts:ExternalId is an empty list',
      trusting({ StringEquals: { 'sts:ExternalId': [] } }), trusting({ StringEquals: { 'sts:ExternalId': ['42'] } })],
    ['an undefined value in the trust policy', ROLE_OF_ACCESS, 'the trust policy Condition StringEquals is an empty block',
      trusting({ StringEquals: { 'sts:ExternalId': Lazy.string({ produce: () => undefined }) } }),
      trusting({ StringEquals: { 'sts:ExternalId': Lazy.string({ produce: () => '42' }) } })],
    ['an empty operator in a policy', ROLE_OF_ACCESS, 'the policy DefaultPolicy Condition Bool is an empty block', reading({ Bool: {} }),
      reading({ Bool: { 'aws:SecureTransport': 'true' } })],
    ['a principal by an override', ROLE_OF_ACCESS, `the trust policy Principal ${GONE}`,
      denialOverridden('Principal.AWS', (either) => either(A)), denialOverridden('Principal.AWS', (either) => either(A, '333333333333'))],
    ['no principals by an override', ROLE_OF_ACCESS, 'the trust policy Principal is an empty list',
      denialOverridden('Principal.AWS', () => []), denialOverridden('Principal.AWS', () => [A])],
    ['a whole condition by an override', ROLE_OF_ACCESS, `the trust policy Condition ${GONE}`,
      denialOverridden('Condition', (either) => either(deny.Condition)),
      denialOverridden('Condition', (either) => either(deny.Condition, { StringEquals: { 'aws:username': 'ann' } }))],
    ['an empty condition in a document of one\'s own', ROLE_OF_ACCESS, 'the trust policy Condition is an empty block',
      changing(withTrust({ ...allow, Condition: {} })), changing(withTrust(allow))],
    ['a condition of a statement that is there under a condition', ROLE_OF_ACCESS, 'the trust policy Condition Bool is an empty block',
      overridden('AssumeRolePolicyDocument.Statement', (either) => [allow, either({ ...deny, Condition: { Bool: {} } })]),
      overridden('AssumeRolePolicyDocument.Statement', (either) => [allow, either(deny)])],
    ['a resource by an aspect', ROLE_OF_ACCESS, `the policy DefaultPolicy Resource ${GONE}`,
      changing((role, either) => withResource(role, either('arn:aws:s3:::a'))),
      changing((role, either) => withResource(role, either('arn:aws:s3:::a', 'arn:aws:s3:::b')))],
    ['an empty operator in a policy that is attached', ROLE_OF_ACCESS, 'the policy Denials Condition Bool is an empty block',
      changing((role) => denying(role, { Bool: {} })), changing((role) => denying(role, { Bool: { 'aws:SecureTransport': 'false' } }))],
  ]);

  function withTrust(own: object): (role: TrustingRole) => void {
    return (role) => (role.node.defaultChild as CfnRole).assumeRolePolicyDocument = { Version: '2012-10-17', Statement: own };
  }

  function withResource(role: TrustingRole, resource: unknown): void {
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] }));
    Aspects.of(role).add({ visit: (node) => node instanceof CfnPolicy && node.addPropertyOverride('PolicyDocument.Statement.0.Resource', resource) });
  }

  function denying(role: TrustingRole, conditions: Record<string, any>): void {
    const denial = new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['*'], conditions });
    new Policy(role, 'Denials', { statements: [denial], roles: [role] });
  }
});

test('a parameter that may be an empty text passes through', () => {
  const accounts = new TwoAccounts();
  withProps((_, stack) => ({ externalId: text(stack, '') }))(accounts);
  expect(JSON.stringify(accounts.templateB.toJSON())).toContain('"sts:ExternalId":{"Ref":"Text"}');
});
