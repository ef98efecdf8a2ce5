import { Effect, Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Expiration } from 'aws-cdk-lib/core';
import { acknowledgeInlinePolicy } from './cdk-nag-acknowledgements';
import { AccessWindowConfig, expiredSessionsBlock } from '../trust/conditions/access-window-condition';
import { revokedSessionsBlock } from '../trust/conditions/revoked-sessions';

/**
 * Denies everything to sessions after an access window, and to sessions that are revoked.
 *
 * IAM evaluates a trust policy only when a session begins: a session could last longer than the window.
 */
export function denySessions(role: Role, window?: AccessWindowConfig, revokedBefore?: Expiration): void {
  [window && expiredSessionsBlock(window), revokedBefore && revokedSessionsBlock(revokedBefore)]
    .filter((conditions) => conditions !== undefined)
    .forEach((conditions) => role.addToPrincipalPolicy(new PolicyStatement({ effect: Effect.DENY, actions: ['*'], resources: ['*'], conditions })));
  role.node.children.filter((child) => child instanceof Policy).forEach(({ node }) => acknowledgeInlinePolicy(node.defaultChild!));
}
