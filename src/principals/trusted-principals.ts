import { Token } from 'aws-cdk-lib/core';
import { PrincipalKind } from './principal-kind';
import { parseIamArn } from '../private/arns';
import { checkName, checkNotEmpty, checkPath, quoted } from '../private/names';
import { Place } from '../private/validation-error';

/** Principals of one kind, as a value that knows IAM and nothing of constructs. */
export interface TrustedPrincipals {
  readonly kind: PrincipalKind;
  /**
   * The resource parts (`user/ann`) of the ARNs that `aws:PrincipalArn` must equal, for each principal; none for a whole
   * account.
   *
   * Bad names are rejected at the place of the construct that trusts them.
   */
  resources(at: Place, assumingAccount: string): string[][];
}

export function wholeAccount(): TrustedPrincipals {
  return { kind: PrincipalKind.ACCOUNT, resources: () => [] };
}

export function namedUsers(names: string[]): TrustedPrincipals {
  return named(PrincipalKind.USERS, 'user', names);
}

export function namedRoles(names: string[]): TrustedPrincipals {
  return named(PrincipalKind.ROLES, 'role', names);
}

/**
 * The roles that Identity Center makes for a permission set are called after it, with sixteen characters of its own
 * behind. Exactly sixteen `?` keep out a permission set whose name merely starts the same, and a slash before the name
 * one whose name merely ends the same. The Region is missing from the path where Identity Center's home is us-east-1.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetRoles(names: string[]): TrustedPrincipals {
  return {
    kind: PrincipalKind.PERMISSION_SETS,
    resources: (at) => {
      checkNotEmpty(at, 'PrincipalScope.permissionSets', names, 'name at least one permission set');
      return names.map((name) => {
        const role = `AWSReservedSSO_${checkName(at, 'PrincipalScope.permissionSets', 'permissionSet', name)}_${'?'.repeat(16)}`;
        return ['', '*/'].map((region) => `role/aws-reserved/sso.amazonaws.com/${region}${role}`);
      });
    },
  };
}

function named(kind: PrincipalKind, type: 'user' | 'role', names: string[]): TrustedPrincipals {
  const prop = `PrincipalScope.${type}s`;
  return {
    kind,
    resources: (at, assumingAccount) => {
      checkNotEmpty(at, prop, names, `name at least one ${type}, or use PrincipalScope.account() for the whole account`);
      return names.map((name) => [`${type}${pathAndName(at, prop, type, ownName(at, prop, type, name, assumingAccount))}`]);
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
  if (Token.isUnresolved(value)) {
    return rooted;
  }
  const nameStart = rooted.lastIndexOf('/') + 1;
  checkPath(at, `${prop} path`, rooted.slice(0, nameStart));
  checkName(at, prop, type, rooted.slice(nameStart));
  return rooted;
}
