import { Annotations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { conditionOf } from './presence';
import { ErrorContext } from '../core/validation-error';

/** A construct whose resource the app has taken out. */
export function missingResource(errors: ErrorContext, kind: Kind): string {
  return errors.message(`the ${kind} is not in the finished template`, 'remove the construct itself, and not its resource');
}

type Kind = 'role' | 'group' | 'StackSet';

/** A role or group that a condition of the template can leave out is still named by links, profiles, guide and the other half. */
export function warnOnCondition(errors: ErrorContext, identity: IConstruct, kind: Kind): void {
  const condition = conditionOf(identity.node.defaultChild);
  if (condition !== undefined) {
    Annotations.of(identity).addWarningV2('cdk-cross-account-read-only-access:conditionalResource', errors.message(
      `the ${kind} is in the finished template only under the condition ${condition}, and the library names it in every case`,
      'make it only where it is wanted, or acknowledge this'));
  }
}
