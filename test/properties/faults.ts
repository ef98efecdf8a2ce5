import { Stack } from 'aws-cdk-lib';
import { AssumeRoleCall } from '../support/assume-role-call';
import { ADMINISTRATOR, Caller, inOrganization, mfa, root, session, user } from '../support/callers';
import { DeployedIam } from '../support/deployed-iam';
import { templateOf } from '../support/two-accounts';

/** An account that no input names, and one that StackSets bring the role to. */
const STRANGER = '444444444444';
const REACHED = '555555555555';

/** The organizations that everybody is in, and that the stranger is in. */
const OURS = 'o-a1b2c3d4e5/r-ab12/ou-ab12-abcdefgh/';
const THEIRS = 'o-zzzzzzzzzz/r-zz99/';

/** What somebody could pass, besides nothing. */
const CALLS: AssumeRoleCall[] = [{}, { tags: { team: 'x' }, sourceIdentity: 'admin', externalId: 'x' }];

/** What neither the session of a role nor a member may ever do in an account: no input names one of these actions. */
const writes = (account: string): [action: string, resource: string][] => [
  ['iam:CreateUser', `arn:aws:iam::${account}:user/new`],
  ['iam:AttachRolePolicy', `arn:aws:iam::${account}:role/any`],
  ['iam:UpdateAssumeRolePolicy', `arn:aws:iam::${account}:role/any`],
  ['s3:PutObject', 'arn:aws:s3:::bucket/key'],
  ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:${account}:function:any`],
];

/** What a template may be asked, besides what holds for all. */
export interface Asked {
  /** Whether the permissions boundary of roles is theirs who gave the input: then it is not the library's to keep roles from writing. */
  readonly boundaryIsTheirs: boolean;
  /** Whether policies of the group are, which IAM bounds by none. */
  readonly homeIsTheirs: boolean;
  /** Whether all members with MFA are to get into each role, as nothing says otherwise. */
  readonly membersGetIn: boolean;
}

/** What the engine has been asked before: much of what is given does not bear on what decides. */
const KNOWN = new Map<string, Promise<string[]>>();

/**
 * What is wrong with who may do what once these stacks are deployed, in words: whatever the props are, no stranger gets in, no member gets
 * into a stranger's role, and nobody writes. The engine decides. Of managed policies that no template has, the worst is assumed.
 */
export function faultsOf(stacks: Stack[], asked: Asked): Promise<string[]> {
  const key = JSON.stringify([asked, stacks.map((stack) => [stack.account, stack.stackName, whatDecides(templateOf(stack).toJSON())])]);
  const faults = KNOWN.get(key) ?? newFaultsOf(stacks, asked);
  KNOWN.set(key, faults);
  return faults;
}

function whatDecides({ Resources }: any): object[] {
  return Object.entries<any>(Resources).filter(([, { Type }]) => /^AWS::(IAM|CloudFormation)::/.test(Type));
}

async function newFaultsOf(stacks: Stack[], { boundaryIsTheirs, homeIsTheirs, membersGetIn }: Asked): Promise<string[]> {
  const iam = new DeployedIam(...stacks).withPoliciesOfOthers(ADMINISTRATOR);
  const members = iam.groups.map(({ account, name }) =>
    inOrganization(OURS, user('member', mfa(), { account, groups: [name] })));
  const lockedOut = (membersGetIn ? iam.roleArns : []).map(async (role) => {
    const decisions = await Promise.all(members.map((member) => iam.mayAssume(member, role, { roleIn: OURS })));
    return decisions.includes('allowed') ? [] : [`no member gets into ${role}`];
  });
  iam.deployStackSets(REACHED);
  const sessions = iam.roleArns.map((role) => iam.sessionOf(role));
  const ours = homeIsTheirs ? [] : members;
  return (await Promise.all([
    ...lockedOut,
    ...iam.roleArns.flatMap((role) => [STRANGER, role.split(':')[4]].flatMap(administratorsOf).flatMap((who) => CALLS.map(async (call) =>
      wrong(await iam.mayAssume(who, role, call) === 'allowed', who, `gets into ${role}`)))),
    ...[...boundaryIsTheirs ? [] : sessions, ...ours].flatMap((who) => writes(who.account).map(async ([action, resource]) =>
      wrong(await iam.may(who, action, resource) === 'allowed', who, `may ${action}`))),
    ...ours.flatMap((who) => iam.roleArns.map(async (role) => {
      const strangers = role.replace(/\d{12}/, STRANGER);
      return wrong(await iam.mayAssume(who, strangers, { roleIn: THEIRS }, TRUSTS_EVERYBODY) === 'allowed', who, `gets into ${strangers}`);
    })),
  ])).flat();
}

const TRUSTS_EVERYBODY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

/** Whoever can do everything in an account. */
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
