import { Duration, Token, Tokenization } from 'aws-cdk-lib/core';
import { DescribedAccess, DescribedAccount } from './described-access';
import type { CrossAccountReadOnlyAccess } from '../../cross-account-read-only-access';
import { Grantee } from '../../principals/grantee';
import { roleArn } from '../../private/arns';
import { listed } from '../../private/words';
import { ANY_ACCOUNT, colorOf, HandedOverRole, stageOfAccount } from '../handed-over-role';
import { spelledOut } from '../spelled-out';
import { switchRoleLink } from '../switch-role-link';

/** A profile of the AWS CLI. */
export interface NamedSnippet {
  readonly name: string;
  readonly text: string;
}

/** What a guide tells of an access, when all of the app is known. Each of its roles has its profile. */
export function describeAccess(access: CrossAccountReadOnlyAccess, profiles: NamedSnippet[]): DescribedAccess {
  const { allRoles, description, permissions, trust } = access._handOff;
  const [{ assumingAccount, identity, maxSessionDuration }] = allRoles;
  const plain = (text: string) => spelledOut(access, text);
  const policy = access._trustingHere[0]?._trust ?? trust;
  return {
    title: access.node.path,
    description: description === undefined ? undefined : plain(description),
    assumingAccount,
    roleName: plain(`${identity.path.slice(1)}${identity.roleName}`),
    permissions: plain(permissions),
    allowed: [members(access), ...access._grantees.map(granteeInWords)].map(plain),
    trusted: policy.inWords().map(plain),
    conditions: policy.conditionsInWords().map(plain),
    longestSession: plain(durationInWords(maxSessionDuration ?? Duration.hours(1))),
    accounts: allRoles.map((role, i) => describeAccount(role, access._handOff.organization, profiles[i])),
  };
}

function describeAccount(role: HandedOverRole, organization: string | undefined, profile: NamedSnippet): DescribedAccount {
  const plain = (text: string) => spelledOut(role.scope, text);
  const isAny = role.account === ANY_ACCOUNT;
  return {
    name: plain(isAny ? organization! : role.accountName ?? role.account),
    id: isAny ? undefined : plain(role.account),
    roleArn: plain(roleArn(role.account, role.identity)),
    stage: stageOfAccount(role),
    color: colorOf(role),
    ...linkTo(role),
    profileName: profile.name,
    profile: profile.text,
  };
}

/** A link that only the deployment completes is none that a page could have. */
function linkTo(role: HandedOverRole): Pick<DescribedAccount, 'url' | 'noUrl'> {
  if (role.account === ANY_ACCOUNT) {
    return { noUrl: 'choose Switch role in the console, and enter the account and the role' };
  }
  const { url, note } = switchRoleLink(role);
  return Token.isUnresolved(url)
    ? { noUrl: 'the deployment completes the link: see the output SwitchRoleUrl of the role\'s stack' }
    : { url, noUrl: note };
}

function members({ group }: CrossAccountReadOnlyAccess): string {
  const users = group._members.map(({ userName }) => userName);
  const name = Token.isUnresolved(group.groupName) ? `that CloudFormation makes for ${group.node.path}` : group.groupName;
  return `members of the group ${name}${users.length > 0 ? `: ${listed(users)}` : ''}`;
}

function granteeInWords({ identity, scope }: Grantee): string {
  const { userName, roleName, groupName } = identity as { userName?: string; roleName?: string; groupName?: string };
  return scope ? `the ${userName ? 'user' : 'role'} ${userName ?? roleName}` : `members of the group ${groupName}`;
}

function durationInWords(duration: Duration): string {
  return duration.isUnresolved() ? `${Tokenization.stringifyNumber(duration.toSeconds())} seconds` : duration.toHumanString();
}
