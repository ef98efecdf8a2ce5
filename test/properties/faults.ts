import { Stack } from 'aws-cdk-lib';
import { AssumeRoleCall } from '../support/assume-role-call';
import { ADMINISTRATOR, Caller, inOrganization, mfa, root, session, user } from '../support/callers';
import { DeployedIam } from '../support/deployed-iam';
import { templateOf } from '../support/two-accounts';

/** An account that no input names, and one to which StackSets deploy the role. */
const STRANGER = '444444444444';
const REACHED = '555555555555';

/** The organization of all accounts of the inputs, and that of the stranger. */
const OURS = 'o-a1b2c3d4e5/r-ab12/ou-ab12-abcdefgh/';
const THEIRS = 'o-zzzzzzzzzz/r-zz99/';

/** The parameters of a call: none, and some. */
const CALLS: AssumeRoleCall[] = [{}, { tags: { team: 'x' }, sourceIdentity: 'admin', externalId: 'x' }];

/** Write actions that neither a role session nor a member may ever use. No input names any of them. */
const writes = (account: string): [action: string, resource: string][] => [
  ['iam:CreateUser', `arn:aws:iam::${account}:user/new`],
  ['iam:AttachRolePolicy', `arn:aws:iam::${account}:role/any`],
  ['iam:UpdateAssumeRolePolicy', `arn:aws:iam::${account}:role/any`],
  ['s3:PutObject', 'arn:aws:s3:::bucket/key'],
  ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:${account}:function:any`],
];

/** What depends on the input. */
export interface Expected {
  /** Whether the input has its own permissions boundary: then the library does not guarantee that roles cannot write. */
  readonly boundaryIsTheirs: boolean;
  /** Whether the input has its own policies for the group, which has no boundary. */
  readonly homeIsTheirs: boolean;
  /** Whether all members with MFA must be able to assume each role, because the input does not narrow them. */
  readonly membersGetIn: boolean;
}

/** Earlier results: many inputs differ only in what does not affect decisions. */
const KNOWN = new Map<string, Promise<string[]>>();

/**
 * Describes what is wrong with the permissions of these stacks. For any props, no stranger can assume a role, no member can assume a
 * stranger's role, and nobody can write. The engine decides. Managed policies that no template has are taken as AdministratorAccess.
 */
export function faultsOf(stacks: Stack[], expected: Expected): Promise<string[]> {
  const key = JSON.stringify([expected, stacks.map((stack) => [stack.account, stack.stackName, decidingResources(templateOf(stack).toJSON())])]);
  const faults = KNOWN.get(key) ?? newFaultsOf(stacks, expected);
  KNOWN.set(key, faults);
  return faults;
}

function decidingResources({ Resources }: any): object[] {
  return Object.entries<any>(Resources).filter(([, { Type }]) => /^AWS::(IAM|CloudFormation)::/.test(Type));
}

async function newFaultsOf(stacks: Stack[], { boundaryIsTheirs, homeIsTheirs, membersGetIn }: Expected): Promise<string[]> {
  const iam = new DeployedIam(...stacks).withPoliciesOfOthers(ADMINISTRATOR);
  const members = iam.groups.map(({ account, name }) =>
    inOrganization(OURS, user('member', mfa(), { account, groups: [name] })));
  const lockedOut = (membersGetIn ? iam.roleArns : []).map(async (role) => {
    const decisions = await Promise.all(members.map((member) => iam.mayAssume(member, role, { roleIn: OURS })));
    return decisions.includes('allowed') ? [] : [`no member can assume ${role}`];
  });
  iam.deployStackSets(REACHED);
  const sessions = iam.roleArns.map((role) => iam.sessionOf(role));
  const ours = homeIsTheirs ? [] : members;
  return (await Promise.all([
    ...lockedOut,
    ...iam.roleArns.flatMap((role) => [STRANGER, role.split(':')[4]].flatMap(administratorsOf).flatMap((who) => CALLS.map(async (call) =>
      wrong(await iam.mayAssume(who, role, call) === 'allowed', who, `can assume ${role}`)))),
    ...[...boundaryIsTheirs ? [] : sessions, ...ours].flatMap((who) => writes(who.account).map(async ([action, resource]) =>
      wrong(await iam.may(who, action, resource) === 'allowed', who, `may ${action}`))),
    ...ours.flatMap((who) => iam.roleArns.map(async (role) => {
      const strangers = role.replace(/\d{12}/, STRANGER);
      return wrong(await iam.mayAssume(who, strangers, { roleIn: THEIRS }, TRUSTS_EVERYBODY) === 'allowed', who, `can assume ${strangers}`);
    })),
  ])).flat();
}

const TRUSTS_EVERYBODY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

/** Callers with all permissions in an account. */
function administratorsOf(account: string): Caller[] {
  return [
    root(account),
    user('userA', mfa(), { account, policies: [ADMINISTRATOR] }),
    session('Admin', { account, policies: [ADMINISTRATOR] }),
  ];
}

function wrong(is: boolean, who: Caller, does: string): string[] {
  return is ? [`${who.arn} ${does}`] : [];
}
