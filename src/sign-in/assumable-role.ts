import { Duration } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { AccountDisplay } from './account-display';
import { CliProfileOptions } from './profiles/cli-profile-options';
import { SwitchRoleOptions } from './switch-role/switch-role-options';
import { RoleIdentity } from '../core/role-name';
import { TrustPolicy } from '../trust/trust-policy';

/** How users assume a role. */
export interface SignInOptions {
  readonly switchRole?: SwitchRoleOptions;
  readonly cliProfile?: CliProfileOptions;
  readonly maxSessionDuration?: Duration;
}

/** A role that users can assume. Its texts may have tokens. */
export interface AssumableRole extends SignInOptions, AccountDisplay {
  /** The scope in which the role is made; the `CrossAccountReadOnlyAccess` if it is made elsewhere. */
  readonly scope: IConstruct;
  /** A token if the stack of the role has no Region. */
  readonly partition: string;
  readonly assumingAccount: string;
  /** A token only in a template for many accounts. */
  readonly account: string;
  readonly identity: RoleIdentity;
  /** The principals that the role trusts, which may become more until synth. */
  readonly trust: TrustPolicy;
  /** Whether its `CrossAccountReadOnlyAccess` has no other role. */
  readonly isAlone: boolean;
}

/** The placeholder for the account if the user chooses one of an organization. */
export const ANY_ACCOUNT = 'ACCOUNT-ID';
