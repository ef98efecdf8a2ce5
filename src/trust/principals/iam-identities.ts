import { Token } from 'aws-cdk-lib/core';
import { iamArn, parseIamArn } from '../../core/arns';
import { checkName, checkNotEmpty, checkPath, quoted } from '../../core/validate-names';
import { Place } from '../../core/validation-error';
import { PrincipalKind } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';

export function namedUsers(names: string[]): TrustedPrincipals {
  return named(PrincipalKind.USERS, 'user', names);
}

export function namedRoles(names: string[]): TrustedPrincipals {
  return named(PrincipalKind.ROLES, 'role', names);
}

function named(kind: PrincipalKind, type: 'user' | 'role', names: string[]): TrustedPrincipals {
  const prop = `PrincipalScope.${type}s`;
  return {
    kind,
    values: (at, assumingAccount) => {
      checkNotEmpty(at, prop, names, `name at least one ${type}, or use PrincipalScope.account() for the whole account`);
      return names
        .map((name) => pathAndName(at, prop, type, ownName(at, prop, type, name, assumingAccount)))
        .map((resource) => [iamArn(assumingAccount, `${type}${resource}`)]);
    },
  };
}

/** A name as it is, or the path and name of an ARN of the assuming account. */
function ownName(at: Place, prop: string, type: string, name: string, assumingAccount: string): string {
  if (!name.startsWith('arn:')) {
    return name;
  }
  const arn = parseIamArn(name);
  if (!arn?.resource.startsWith(`${type}/`)) {
    return at.reject(`${prop} ${quoted(name)} is not the ARN of a ${type}`, `give the ${type}'s name`);
  }
  if (arn.account !== assumingAccount) {
    const account = Token.isUnresolved(arn.account) ? 'unknown at synth' : arn.account;
    return at.reject(`${prop} ${quoted(arn.resource)} belongs to account ${account}, not to the assuming account ${assumingAccount}`,
      `name ${type}s of the assuming account, or make a role that the other account assumes`);
  }
  return arn.resource.slice(type.length);
}

/** `ann`, `team/ann` and `/team/ann` as `/ann` or `/team/ann`. */
function pathAndName(at: Place, prop: string, type: 'user' | 'role', value: string): string {
  const rooted = value.startsWith('/') ? value : `/${value}`;
  const nameStart = rooted.lastIndexOf('/') + 1;
  checkPath(at, `${prop} path`, rooted.slice(0, nameStart));
  checkName(at, prop, type, rooted.slice(nameStart));
  return rooted;
}
