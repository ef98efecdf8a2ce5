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
    values: (errors, account) => {
      checkNotEmpty(errors, prop, names, `name at least one ${kind}, or use PrincipalScope.account() for the whole account`);
      return names
        .map((name) => checkedPathAndName(errors, prop, kind, pathAndName(errors, prop, kind, name, account)))
        .map((resource) => [iamArn(account, `${kind}${resource}`)]);
    },
  };
}

/**
 * The path and name with its first slash: `ann` becomes `/ann`, and `team/ann` becomes `/team/ann`.
 *
 * A token gets its slash before its value is known. If it turns out to be an ARN, or to begin with a slash, the result is the name in the
 * template, which no check accepts.
 */
export function pathAndName(errors: ErrorContext, prop: string, kind: 'user' | 'role', name: string, account: string): string {
  const known = errors.known(name);
  return /^(\/|arn:)/.test(name) ? ownName(errors, prop, kind, known, account) : `/${known}`;
}

/** The path and name in an ARN of the account, or the path and name itself. */
function ownName(errors: ErrorContext, prop: string, kind: string, name: string, expected: string): string {
  if (!name.startsWith('arn:')) {
    return name;
  }
  const arn = parseIamArn(name);
  if (!arn?.resource.startsWith(`${kind}/`)) {
    return errors.fail(`${prop} ${quoted(name)} is not the ARN of a ${kind}`, `give the ${kind}'s name`);
  }
  if (Token.isUnresolved(expected)) {
    return errors.fail(`${prop} ${quoted(arn.resource)} is given by its ARN, and assumingAccount is a parameter, with which its account cannot be compared`,
      `give the ${kind}'s path and name instead of the ARN`);
  }
  if (arn.account !== expected) {
    const account = Token.isUnresolved(arn.account) ? 'unknown at synth' : arn.account;
    return errors.fail(`${prop} ${quoted(arn.resource)} belongs to account ${account}, but the scope is of account ${expected}`,
      `name ${kind}s of account ${expected}, or move the scope to their account by inAccount`);
  }
  return arn.resource.slice(kind.length);
}

function checkedPathAndName(errors: ErrorContext, prop: string, kind: 'user' | 'role', rooted: string): string {
  const nameStart = rooted.lastIndexOf('/') + 1;
  if (kind === 'role' && !Token.isUnresolved(rooted) && /[*?]/.test(rooted)) {
    const pattern = quoted(nameStart > 1 ? rooted : rooted.slice(1));
    errors.fail(`${prop} ${pattern} is not a name IAM accepts`, `use PrincipalScope.rolesMatching(${pattern}) for a pattern`);
  }
  checkPath(errors, `${prop} path`, rooted.slice(0, nameStart));
  checkName(errors, prop, kind, rooted.slice(nameStart));
  if (kind === 'role') {
    checkNotOfPermissionSet(errors, prop, rooted.slice(0, nameStart), rooted.slice(nameStart));
  }
  return rooted;
}

/** The role of a permission set is under a path of Identity Center, so its name alone, or a pattern of it, matches no caller. */
export function checkNotOfPermissionSet(errors: ErrorContext, prop: string, path: string, name: string): void {
  const [, permissionSet] = /^AWSReservedSSO_(.+?)(?:_(?:[0-9a-f]{16}|[*?]+))?$/.exec(name) ?? [];
  if (permissionSet !== undefined && !path.startsWith('/aws-reserved/sso.amazonaws.com/')) {
    errors.fail(`${prop} ${quoted(name)} is the role of a permission set, which has another path`, `use PrincipalScope.permissionSets('${permissionSet}')`);
  }
}
