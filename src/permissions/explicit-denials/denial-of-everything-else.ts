import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { readWriteSessionDenial } from './read-write-session-denial';
import { memoize } from '../../core/memoize';
import { awsManagedPolicyName, isKnown, knownStatements } from '../aws/aws-managed-policies';
import { isAllow, PermissionLevel } from '../permission-level';

/** Half of a managed policy, and less than half of the write denials that it replaces. */
export const MAX_SIZE = 3_072;

/** AWS's policies that are longer than that. By their names, most apps need not read their text. */
export const LONG_POLICIES = ['ReadOnlyAccess', 'SecurityAudit', 'job-function/ViewOnlyAccess'];

/** A resource policy, or the key policy of an AWS managed key, may allow it for reading encrypted data. The levels do not allow it themselves. */
export const ALWAYS_EXEMPT = ['kms:Decrypt'];

/**
 * Denies everything that a level does not allow, whatever allows it: a resource policy of any service, a policy that is attached later, or
 * another boundary.
 *
 * Undefined for a level without known actions, and for a level of many actions: the statement cannot be split.
 */
export const denialOfEverythingElse = memoize((level: PermissionLevel): PolicyStatement[] | undefined => {
  const { policies, statements } = level;
  if (policies.some((policy) => LONG_POLICIES.includes(awsManagedPolicyName(policy) ?? ''))) {
    return undefined;
  }
  const allowed = [
    ...policies.flatMap(knownStatements).flatMap(({ Action }) => Action),
    ...statements.filter(isAllow).flatMap(({ actions }) => actions),
  ];
  const notActions = [...new Set([...allowed, ...ALWAYS_EXEMPT])];
  if (allowed.length === 0 || !policies.every(isKnown) || JSON.stringify(notActions).length > MAX_SIZE) {
    return undefined;
  }
  return [new PolicyStatement({ effect: Effect.DENY, notActions, resources: ['*'] }), ...readWriteSessionDenial(level, notActions)];
});
