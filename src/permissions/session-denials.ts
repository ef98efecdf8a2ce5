import { Effect, ManagedPolicy, Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Expiration } from 'aws-cdk-lib/core';
import { acknowledgeInlinePolicy } from './cdk-nag-acknowledgements';
import { IdentityPolicies } from './identity-policies';
import { AccessWindowConfig, expiredSessionsBlock } from '../trust/conditions/access-window-condition';
import { revokedSessionsBlock } from '../trust/conditions/revoked-sessions';

/** The id of the managed policy that denies sessions, where the role has no inline policies. */
export const SESSION_DENIALS = 'SessionDenials';

/** The policies of a role that has denials of sessions. */
export interface SessionPolicies {
  readonly identityPolicies?: IdentityPolicies;
  readonly path?: string;
}

/**
 * Denies everything to sessions after an access window, and to sessions that are revoked.
 *
 * IAM evaluates a trust policy only when a session begins: a session could last longer than the window.
 */
export function denySessions(role: Role, policies: SessionPolicies, window?: AccessWindowConfig, revokedBefore?: Expiration): void {
  const statements = [window && expiredSessionsBlock(window), revokedBefore && revokedSessionsBlock(revokedBefore)]
    .filter((conditions) => conditions !== undefined)
    .map((conditions) => new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'], conditions }));
  if (policies.identityPolicies === IdentityPolicies.MANAGED_ONLY && statements.length > 0) {
    role.addManagedPolicy(new ManagedPolicy(role, SESSION_DENIALS, { statements, path: policies.path }));
    return;
  }
  statements.forEach((statement) => role.addToPrincipalPolicy(statement));
  role.node.children.filter((child) => child instanceof Policy).forEach(({ node }) => acknowledgeInlinePolicy(node.defaultChild!));
}
