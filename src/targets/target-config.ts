import { IConstruct } from 'constructs';
import { AccountOptions } from './account-options';
import { StackSetDeployment } from './stack-set/stack-set-deployment';
import { TemplateOptions } from './template/template-options';
import { ErrorContext } from '../core/validation-error';
import { ConditionBlock } from '../trust/conditions/trust-condition';

/** A listed account, and the scope of its role if this app makes it. */
export interface TargetAccount extends AccountOptions {
  readonly account: string;
  readonly scope?: IConstruct;
  /** Whether it has the role only if CloudFormation finds it in the units of a StackSet. It can then be the assuming account. */
  readonly isOfUnits?: boolean;
  /** How its owner gets the template of the role; undefined if nobody needs one. */
  readonly template?: Pick<TemplateOptions, 'templateUrl'>;
}

/** A role of the same name in the accounts of an organization. */
export interface OrganizationRole {
  /** Describes the accounts, for users. */
  readonly description: string;
  /** Limits members to accounts of their organization. */
  readonly conditions: ConditionBlock;
}

/** A target as a value. */
export interface TargetConfig {
  /** The name of the factory, for messages. */
  readonly label: string;
  /** How a StackSet deploys the role; undefined for targets without a StackSet. */
  readonly stackSet?: StackSetDeployment;
  /** Undefined if the accounts are listed. */
  readonly organization?: OrganizationRole;
  /** Whether an account certainly has no role by this target; undefined for targets without organizational units. */
  excludes?(account: string): boolean;
  /** The listed accounts. Fails for invalid input, with the path of the construct that gets the target. */
  accounts(errors: ErrorContext): TargetAccount[];
}
