import { checkSids } from './action-validation';
import { NagAcknowledgement } from './cdk-nag-acknowledgements';
import { PermissionLevel } from './permission-level';
import { ErrorContext } from '../core/validation-error';

/** Fails if a level cannot work. `prop` is the prop that has the level. */
export type PermissionsCheck = (errors: ErrorContext, prop: string) => void;

/** What a `ReadOnlyPermissions` holds. */
export interface PermissionsConfig {
  readonly level: PermissionLevel;
  /** What the role may read, for the people who use the role. */
  readonly description: string;
  readonly checks: PermissionsCheck[];
  /** The part of the level that this library has chosen: everything except the user's own policies and statements. */
  readonly chosen: PermissionLevel;
}

/** Fails if the level cannot work, such as one with an unknown action. */
export function checkPermissions(errors: ErrorContext, prop: string, { checks, level }: PermissionsConfig): void {
  checks.forEach((check) => check(errors, prop));
  checkSids(errors, prop, level.statements);
}

/** Why the policies and statements that this library has chosen are as wide as they are. */
export function nagAcknowledgementOf({ chosen: { policies, statements } }: PermissionsConfig): NagAcknowledgement {
  return {
    policies,
    statements,
    reason: 'A level of cdk-cross-account-read-only-access reads across the account; its docs name each action that AWS does not classify as read',
  };
}
