import { Lazy, SecretValue } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { PrincipalScope, TrustingTarget } from '../../../../src';
import { ACCESS, access, BadInput, Input, rejects, ROLE, role, synth } from '../../../support/invalid-props';

const REFERENCE = '{{resolve:ssm:/shared/value}}';
/** Without its end it is a text, which CloudFormation leaves as it is. */
const NO_REFERENCE = '{{resolve:ssm:/shared/value';

const PROPS: [prop: string, value: string, input: (value: string) => Input][] = [
  ['an external ID', 'externalId', (externalId) => role({ principals: [PrincipalScope.anyRole()], externalId })],
  ['an organization', 'PrincipalScope.organization', (id) => role({ principals: [PrincipalScope.organization(id)] })],
  ['a required organization', 'organizationId', (organizationId) => role({ organizationId })],
  ['a path of an organization', 'PrincipalScope.organizationPaths', (path) => role({ principals: [PrincipalScope.organizationPaths(path)] })],
  ['a tag', 'principalTags', (team) => role({ principalTags: { Team: [team] } })],
  ['a network', 'sourceIps', (network) => role({ sourceIps: [network] })],
];

describe('CloudFormation replaces a dynamic reference in the template of the role', () => rejects(PROPS.map(([what, prop, input]): BadInput =>
  [what, ROLE, `${prop} "${NO_REFERENCE}`, input(NO_REFERENCE), input(REFERENCE)])));

test.each<[string, Input]>([
  ['of a secret', role({ principals: [PrincipalScope.anyRole()], externalId: SecretValue.secretsManager('vendor').unsafeUnwrap() })],
  ['that is late', role({ principals: [PrincipalScope.anyRole()], externalId: Lazy.string({ produce: () => REFERENCE }) })],
])('a dynamic reference %s is accepted', (_, input) => expect(() => synth(input)).not.toThrow());

describe('a dynamic reference would be another name in each account', () => rejects([
  ['as the name of a role', 'Workload/TrustingRoleOf-Access', `roleName "${REFERENCE}"`, access({ roleName: Lazy.string({ produce: () => REFERENCE }) }), access({ roleName: Lazy.string({ produce: () => 'auditors' }) })],
]));

/** What the CDK returns before it has looked a value up in the account. */
const lookedUp = (input: (value: string) => Input): Input => (accounts) => input(StringParameter.valueFromLookup(accounts.b, '/shared/value'))(accounts);

test.each(PROPS)('%s that the CDK has yet to look up is accepted', (_, __, input) => expect(() => synth(lookedUp(input))).not.toThrow());

describe('an account that the CDK has yet to look up is accepted, and no other text', () => rejects([
  ['a trusting account', ACCESS, 'TrustingTarget.account "dummy-value"', access({ trusting: [TrustingTarget.account('dummy-value')] }), lookedUp((id) => access({ trusting: [TrustingTarget.account(id)] }))],
  ['the assuming account', ROLE, 'assumingAccount "dummy-value"', role({ assumingAccount: 'dummy-value' }), lookedUp((assumingAccount) => role({ assumingAccount }))],
]));
