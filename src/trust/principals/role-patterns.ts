import { Token } from 'aws-cdk-lib/core';
import { iamArn } from '../../core/arns';
import { checkNotEmpty, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { PrincipalType } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';
import { checkNotOfPermissionSet, pathAndName } from './iam-identities';

const PROP = 'PrincipalScope.rolesMatching';

/** A path and a name in which any character may be a wildcard. No role's path or name has an empty part. */
const PATTERN = /^(\/[A-Za-z0-9_+=,.@*?-]+)+$/;

/** Wildcards that match every path and name: each name has at least one character. */
const EVERY_ROLE = /^\/(?=.*\*)\**\??\**$/;

/** The longest name of a role. */
const NAME_LENGTH = 64;

export function anyRole(): TrustedPrincipals {
  return { type: PrincipalType.ANY_ROLE, values: (_, account) => [[iamArn(account, 'role/*')]] };
}

/**
 * Patterns of the path and name of roles.
 *
 * `role/` is always literal, so that a pattern can match no other kind of principal. IAM compares each part of an ARN between colons
 * on its own, and path and name are in one part: a wildcard in it also matches slashes.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function rolesMatching(patterns: string[]): TrustedPrincipals {
  return {
    type: PrincipalType.ROLES_MATCHING,
    values: (errors, account) => {
      checkNotEmpty(errors, PROP, patterns, 'give at least one pattern, or use PrincipalScope.anyRole() for every role');
      return patterns
        .map((pattern) => checkedPattern(errors, pathAndName(errors, PROP, 'role', pattern, account)))
        .map((pattern) => [iamArn(account, `role${pattern}`)]);
    },
  };
}

function checkedPattern(errors: ErrorContext, pattern: string): string {
  if (Token.isUnresolved(pattern)) {
    return pattern;
  }
  if (EVERY_ROLE.test(pattern)) {
    errors.fail(`${PROP} ${quoted(pattern.slice(1))} matches every role`, 'use PrincipalScope.anyRole(), or give a part of the names');
  }
  if (!PATTERN.test(pattern)) {
    errors.fail(`${PROP} ${quoted(pattern.slice(1))} is not a pattern of a role's path and name`,
      'use letters, digits, _+=,.@- and the wildcards * and ?, with a single slash after each part of the path, as in "ci/deploy-*"');
  }
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (!name.includes('*') && name.length > NAME_LENGTH) {
    errors.fail(`${PROP} ${quoted(name)} is ${name.length} characters long, so it matches no role`, `use at most ${NAME_LENGTH}`);
  }
  checkNotOfPermissionSet(errors, PROP, pattern.slice(0, -name.length), name);
  return pattern;
}
