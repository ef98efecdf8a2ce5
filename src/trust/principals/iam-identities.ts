import { Token } from 'aws-cdk-lib/core';
import { iamArn, parseIamArn } from '../../core/arns';
import { checkName, checkNotEmpty, checkPath, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { PrincipalType } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';

export function namedUsers(names: string[]): TrustedPrincipals {
  return named(PrincipalType.USERS, 'user', names);
}

export function namedRoles(names: string[]): TrustedPrincipals {
  return named(PrincipalType.ROLES, 'role', names);
}

function named(type: PrincipalType, kind: 'user' | 'role', names: string[]): TrustedPrincipals {
  const prop = `PrincipalScope.${kind}s`;
  return {
    type,
    values: (errors, assumingAccount) => {
      checkNotEmpty(errors, prop, names, `name at least one ${kind}, or use PrincipalScope.account() for the whole account`);
      return names
        .map((name) => pathAndName(errors, prop, kind, ownName(errors, prop, kind, errors.known(name), assumingAccount)))
        .map((resource) => [iamArn(assumingAccount, `${kind}${resource}`)]);
    },
  };
}

/** The name itself, or the path and name in an ARN of the assuming account. */
function ownName(errors: ErrorContext, prop: string, kind: string, name: string, assumingAccount: string): string {
  if (!name.startsWith('arn:')) {
    return name;
  }
  const arn = parseIamArn(name);
  if (!arn?.resource.startsWith(`${kind}/`)) {
    return errors.fail(`${prop} ${quoted(name)} is not the ARN of a ${kind}`, `give the ${kind}'s name`);
  }
  if (Token.isUnresolved(assumingAccount)) {
    return errors.fail(`${prop} ${quoted(arn.resource)} is given by its ARN, and assumingAccount is a parameter, with which its account cannot be compared`,
      `give the ${kind}'s path and name instead of the ARN`);
  }
  if (arn.account !== assumingAccount) {
    const account = Token.isUnresolved(arn.account) ? 'unknown at synth' : arn.account;
    return errors.fail(`${prop} ${quoted(arn.resource)} belongs to account ${account}, not to the assuming account ${assumingAccount}`,
      `name ${kind}s of the assuming account, or make a role that the other account assumes`);
  }
  return arn.resource.slice(kind.length);
}

/** Adds the first slash: `ann` becomes `/ann`, and `team/ann` becomes `/team/ann`. */
function pathAndName(errors: ErrorContext, prop: string, kind: 'user' | 'role', value: string): string {
  const rooted = value.startsWith('/') ? value : `/${value}`;
  const nameStart = rooted.lastIndexOf('/') + 1;
  checkPath(errors, `${prop} path`, rooted.slice(0, nameStart));
  checkName(errors, prop, kind, rooted.slice(nameStart));
  if (kind === 'role') {
    checkNotOfPermissionSet(errors, prop, rooted.slice(0, nameStart), rooted.slice(nameStart));
  }
  return rooted;
}

/** The role of a permission set is under a path of Identity Center, so its name alone matches no caller. */
function checkNotOfPermissionSet(errors: ErrorContext, prop: string, path: string, name: string): void {
  const [, permissionSet] = /^AWSReservedSSO_(.+?)(?:_[0-9a-f]{16})?$/.exec(name) ?? [];
  if (permissionSet !== undefined && !path.startsWith('/aws-reserved/sso.amazonaws.com/')) {
    errors.fail(`${prop} ${quoted(name)} is the role of a permission set, which has another path`, `use PrincipalScope.permissionSets('${permissionSet}')`);
  }
}
