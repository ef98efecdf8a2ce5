import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { readWriteSessionDenial } from './read-write-session-denial';
import { memoize } from '../../core/memoize';
import { serviceOf, toRegExp } from '../aws/action-patterns';
import { actionsCoveredBy } from '../aws/known-actions';
import { resourcePoliciesFile } from '../data';
import { deny, PermissionLevel } from '../permission-level';

/** Denials against what a boundary does not stop: one list of statements for each managed policy. */
export interface WriteDenials {
  readonly policies: PolicyStatement[][];
  /** Whether the level changes nothing, so that other roles can have the same policies. */
  readonly isShared: boolean;
}

/**
 * Denies writes on every resource that can have a resource policy, and assuming further roles.
 *
 * A boundary does not limit what a resource policy allows a session by its ARN, or everybody by a condition such as
 * `aws:PrincipalOrgID`. Only an explicit denial does. Writes that AWS adds later are denied too. The actions that the user asked for by
 * name stay possible.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export const writeDenials = memoize((level: PermissionLevel): WriteDenials => {
  const { statements, denied } = resourcePoliciesFile();
  const exempt = exemptionsOf(level.requestedActions);
  const deniedByName = denied.flatMap((pattern) => withoutRequested(pattern, level.requestedActions));
  const onAllResources = [...deniedByName.length > 0 ? [deny(deniedByName)] : [], ...readWriteSessionDenial(level, ['s3express:*'])];
  const policies = statements.map(({ notActions, resources }) =>
    [new PolicyStatement({ effect: Effect.DENY, notActions: [...notActions, ...exempt], resources })]);
  policies[policies.length - 1].push(...onAllResources);
  return { policies, isShared: exempt.length === 0 && deniedByName.length === denied.length && onAllResources.length === 2 };
});

/** The requested actions that would be denied: neither reads that are exempt anyway, nor actions of services without resource policies. */
function exemptionsOf(requested: string[]): string[] {
  const { services, statements } = resourcePoliciesFile();
  return requested.filter((pattern) => {
    const service = serviceOf(pattern);
    if (Token.isUnresolved(pattern) || !services.includes(service)) {
      return Token.isUnresolved(pattern);
    }
    const exempt = statements.flatMap(({ notActions }) => notActions).filter((each) => serviceOf(each) === service).map(toRegExp);
    const known = actionsCoveredBy(pattern);
    return known.length === 0 || known.some((action) => !exempt.some((each) => each.test(action)));
  });
}

/** A denied pattern; if it matches a requested action, the other known actions that it matches. */
function withoutRequested(pattern: string, requested: string[]): string[] {
  const ofService = requested.filter((each) => serviceOf(each) === serviceOf(pattern)).map(toRegExp);
  const isRequested = (action: string) => ofService.some((each) => each.test(action));
  const actions = ofService.length > 0 ? actionsCoveredBy(pattern) : [];
  return actions.some(isRequested) ? actions.filter((action) => !isRequested(action)) : [pattern];
}
