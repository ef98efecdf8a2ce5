import { Token } from 'aws-cdk-lib/core';
import { AccessDescription, AccountDescription } from './access-description';
import { AccessModel } from './access-model';
import { describeIdentity, describeMembers } from './describe-identities';
import { firstVisits } from './first-visit';
import { describeLongestSession } from './longest-session';
import { RoleTrust, TrustDescription } from './trust-description';
import { roleArn } from '../../core/arns';
import { renderTokens } from '../../core/token-text';
import { ANY_ACCOUNT, AssumableRole } from '../assumable-role';
import { ProfileSnippet } from '../profiles/profile-snippet';
import { stageOf } from '../stage-by-name';
import { colorOf } from '../switch-role/role-display';
import { switchRoleLink } from '../switch-role/switch-role-link';

/**
 * Where the link has the id of the account: as account, and at the end of the display name. The name of a role, which could contain the
 * placeholder too, is behind a slash or an equals sign, and in the display name before ` @ `.
 */
const PLACES_OF_ID = new RegExp(`(?<=[?&]account=|%20%40%20)${ANY_ACCOUNT}(?=&|$)`);

/** Describes a `CrossAccountReadOnlyAccess` at synth, when the app is complete. Each of its roles has one of the lists of profiles. */
export function describeAccess(model: AccessModel, profiles: ProfileSnippet[][]): AccessDescription {
  const { scope, title, description, permissions, permissionDetails, window, signIn, group, members, grantees, notes } = model;
  const [{ assumingAccount, identity }] = signIn.allRoles;
  const render = (text: string) => renderTokens(scope, text);
  return {
    title: render(title),
    path: scope.node.path,
    description: description && render(description),
    assumingAccount,
    roleName: render(`${identity.path.slice(1)}${identity.roleName}`),
    permissions: render(permissions),
    permissionDetails: permissionDetails.map(render),
    allowed: [describeMembers(group, members), ...grantees.map(describeIdentity)].map(render),
    longestSession: render(describeLongestSession(signIn.allRoles)),
    window,
    firstVisits: firstVisits(signIn.allRoles),
    notes,
    accounts: signIn.allRoles.map((role, i) => describeAccount(model, role, profiles[i])),
  };
}

function describeAccount({ scope, signIn, roles }: AccessModel, role: AssumableRole, profiles: ProfileSnippet[]): AccountDescription {
  const render = (text: string) => renderTokens(role.scope, text);
  const isAny = role.account === ANY_ACCOUNT;
  const { owner, trust, ownerInstructions } = roles.get(role.account)!;
  return {
    name: render(isAny ? signIn.organization! : role.accountName ?? role.account),
    id: isAny ? undefined : render(role.account),
    roleArn: render(roleArn(role.account, role.identity)),
    trust: describeTrust(trust, render),
    stage: stageOf(role),
    color: colorOf(role),
    owner: owner && renderTokens(scope, owner),
    ownerInstructions,
    ...describeLink(role),
    profiles,
  };
}

function describeTrust(trust: RoleTrust, render: (text: string) => string): TrustDescription {
  const { trusted, conditions, addedStatements, alsoAllowed, declared } = trust;
  return {
    trusted: trusted.map(render),
    conditions: conditions.map(render),
    addedStatements: addedStatements.map(render),
    alsoAllowed: alsoAllowed.map(describeIdentity).map(render),
    declared,
  };
}

function describeLink(role: AssumableRole): Pick<AccountDescription, 'url' | 'urlUnavailableReason' | 'urlParts'> {
  const { url, unavailableReason } = switchRoleLink(role);
  if (role.account === ANY_ACCOUNT && url) {
    return {
      urlUnavailableReason: 'choose Switch role in the console, and enter the account and the role',
      ...!Token.isUnresolved(url) && { urlParts: url.split(PLACES_OF_ID) },
    };
  }
  // A page cannot contain a link that is known only at deployment.
  return Token.isUnresolved(url)
    ? { urlUnavailableReason: 'the link is known only after deployment: see the output SwitchRoleUrl of the role\'s stack' }
    : { url, urlUnavailableReason: unavailableReason };
}
