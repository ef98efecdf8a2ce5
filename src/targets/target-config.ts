import { IConstruct } from 'constructs';
import { ErrorContext } from '../core/validation-error';
import { StackSetDeployment } from './stack-set/stack-set-deployment';
import { ConditionBlock } from '../trust/conditions/trust-condition';

/** An account that is named, and where its role is made, if that is in this app. */
export interface TargetAccount {
  readonly account: string;
  /** What people call it. */
  readonly name?: string;
  readonly scope?: IConstruct;
}

/** A role of one name in all accounts of an organization. */
export interface OrganizationRole {
  /** Which accounts they are, for people who read. */
  readonly description: string;
  /** What keeps members to the organization. */
  readonly conditions: ConditionBlock;
  /** Whether an account certainly has no such role. */
  excludes(account: string): boolean;
}

/** A target as a value. */
export interface TargetConfig {
  /** The factory of `TrustingTarget` that users know it by. */
  readonly label: string;
  /** How a StackSet makes the role, where one does. */
  readonly stackSet?: StackSetDeployment;
  readonly organization?: OrganizationRole;
  /** The accounts that are named. Bad input is rejected at the place of the construct that is given the target. */
  accounts(errors: ErrorContext): TargetAccount[];
}
