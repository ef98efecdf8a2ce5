import { CfnGroup, CfnRole, CfnUser, IGroup, IRole, IUser } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Duration, Token, Tokenization } from 'aws-cdk-lib/core';
import { DescribedAccess, DescribedAccount } from './described-access';
import { Grantee } from '../../assume-role-policy/grantee';
import { roleArn } from '../../core/arns';
import { joinWithAnd } from '../../core/text';
import { renderTokens } from '../../core/token-text';
import type { CrossAccountReadOnlyAccess } from '../../cross-account-read-only-access';
import { accessWindowLimits } from '../../trust/conditions/access-window-condition';
import { ANY_ACCOUNT, colorOf, AssumableRole, stageOfAccount } from '../assumable-role';
import { NamedSnippet } from '../profiles/named-snippet';
import { switchRoleLink } from '../switch-role/switch-role-link';

/** Users, roles and groups, as they are made and as they are imported. */
type Named = Partial<Record<'userName' | 'roleName' | 'groupName', string>>;

/** What a guide tells of an access, when all of the app is known. Each of its roles has its profile. */
export function describeAccess(access: CrossAccountReadOnlyAccess, profiles: NamedSnippet[]): DescribedAccess {
  const { allRoles, description, permissions, accessWindow } = access._config.signIn;
  const [{ assumingAccount, identity, trust, maxSessionDuration }] = allRoles;
  const plain = (text: string) => renderTokens(access, text);
  const policy = access._config.rolesOfApp[0]?._config.trust ?? trust;
  return {
    title: access.node.path,
    description: description && plain(description),
    assumingAccount,
    roleName: plain(`${identity.path.slice(1)}${identity.roleName}`),
    permissions: plain(permissions),
    allowed: [members(access), ...access._config.grantees.map(describeGrantee)].map(plain),
    trusted: policy.describePrincipals().map(plain),
    conditions: policy.describeConditions().map(plain),
    longestSession: plain(describeDuration(maxSessionDuration ?? Duration.hours(1))),
    window: accessWindow && accessWindowLimits(accessWindow._config),
    accounts: allRoles.map((role, i) => describeAccount(access, role, profiles[i])),
  };
}

function describeAccount(access: CrossAccountReadOnlyAccess, role: AssumableRole, profile: NamedSnippet): DescribedAccount {
  const plain = (text: string) => renderTokens(role.scope, text);
  const isAny = role.account === ANY_ACCOUNT;
  return {
    name: plain(isAny ? access._config.signIn.organization! : role.accountName ?? role.account),
    id: isAny ? undefined : plain(role.account),
    roleArn: plain(roleArn(role.account, role.identity)),
    stage: stageOfAccount(role),
    color: colorOf(role),
    owner: ownerOf(access, role),
    ...linkTo(role),
    profileName: profile.name,
    ...profile.unsupportedReason === undefined ? { profile: profile.text } : { noProfile: profile.unsupportedReason },
  };
}

/** Known of roles that are made here. */
function ownerOf(access: CrossAccountReadOnlyAccess, { account }: AssumableRole): string | undefined {
  const role = account === ANY_ACCOUNT ? access.stackSets[0].role : access.roles.find(({ stack }) => stack.account === account);
  const owner = Object.entries((role?.node.defaultChild as CfnRole | undefined)?.tags.tagValues() ?? {}).find(([key]) => key.toLowerCase() === 'owner')?.[1];
  return owner && renderTokens(access, owner);
}

function linkTo(role: AssumableRole): Pick<DescribedAccount, 'url' | 'noUrl' | 'urlOfChosen'> {
  const { url, unavailableReason } = switchRoleLink(role);
  if (role.account === ANY_ACCOUNT && url) {
    return { noUrl: 'choose Switch role in the console, and enter the account and the role', ...!Token.isUnresolved(url) && { urlOfChosen: url } };
  }
  // A link that only the deployment completes is none that a page could have.
  return Token.isUnresolved(url)
    ? { noUrl: 'the deployment completes the link: see the output SwitchRoleUrl of the role\'s stack' }
    : { url, noUrl: unavailableReason };
}

function members({ group }: CrossAccountReadOnlyAccess): string {
  const users = group._config.members.map(nameOf);
  const name = givenName(group.node.defaultChild as CfnGroup) ?? `that CloudFormation makes for ${group.node.path}`;
  return `members of the group ${name}${users.length > 0 ? `: ${joinWithAnd(users)}` : ''}`;
}

function describeGrantee({ identity, scope }: Grantee): string {
  const kind = scope ? isUser(identity) ? 'the user' : 'the role' : 'members of the group';
  return `${kind} ${nameOf(identity)}`;
}

/** The name that was given where the identity is made here: a reference to it would say as little as its logical id. */
function nameOf(identity: IUser | IRole | IGroup): string {
  const { userName, roleName, groupName }: Named = identity;
  return givenName(identity.node.defaultChild as CfnUser | CfnRole | CfnGroup | undefined) ?? (userName ?? roleName ?? groupName)!;
}

/** None where CloudFormation makes one up, which a token stands for that comes to nothing. */
function givenName(made?: CfnResource & Named): string | undefined {
  const name = made?.userName ?? made?.roleName ?? made?.groupName;
  return made?.stack.resolve(name) === undefined ? undefined : name;
}

function isUser(identity: IUser | IRole | IGroup): identity is IUser {
  return 'userName' in identity;
}

function describeDuration(duration: Duration): string {
  return duration.isUnresolved() ? `${Tokenization.stringifyNumber(duration.toSeconds())} seconds` : duration.toHumanString();
}
