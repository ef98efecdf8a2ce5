import { Duration, Stage, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { AccountStage } from './account-stage';
import { CliProfileOptions } from './profiles/cli-profile-options';
import { stageOf } from './stage-by-name';
import { defaultColor } from './switch-role/console-colors';
import { SwitchRoleColor } from './switch-role/switch-role-color';
import { SwitchRoleOptions } from './switch-role/switch-role-options';
import { RoleIdentity } from '../core/role-name';
import { TrustPolicy } from '../trust/trust-policy';

/** How people get into the roles of an access. */
export interface SignInOptions {
  readonly switchRole?: SwitchRoleOptions;
  readonly cliProfile?: CliProfileOptions;
  readonly maxSessionDuration?: Duration;
}

/** One role as it is handed over to the people who use it. Texts may still hold tokens. */
export interface AssumableRole extends SignInOptions {
  /** Where the role is made, or the access where it is made elsewhere. */
  readonly scope: IConstruct;
  readonly assumingAccount: string;
  /** A token only in a template that many accounts get. */
  readonly account: string;
  /** What people call the account, where that is known. */
  readonly accountName?: string;
  readonly identity: RoleIdentity;
  /** Whom it lets in, which may be more by the time that this is asked. */
  readonly trust: TrustPolicy;
  /** Whether its access has no other. */
  readonly isAlone: boolean;
}

/** In place of an account that people choose: any of an organization. */
export const ANY_ACCOUNT = 'ACCOUNT-ID';

/** The stage of a role's account, by the names around the role. */
export function stageOfAccount({ accountName, scope }: AssumableRole): AccountStage | undefined {
  const stages = scope.node.scopes.filter((construct) => Stage.isStage(construct)).map(({ node }) => node.id);
  return stageOf([accountName ?? '', ...stages]);
}

/** The colour that a role goes by; none where only the deployment knows it. */
export function colorOf(role: AssumableRole): SwitchRoleColor | undefined {
  const { account, switchRole } = role;
  if (switchRole?.color !== undefined) {
    return switchRole.color;
  }
  return Token.isUnresolved(account) || account === ANY_ACCOUNT ? undefined : defaultColor(stageOfAccount(role), account);
}

/** What people read in the console: where nothing better is known, its own default text, and nothing where that would be cut. */
export function displayNameOf({ account, accountName, identity, switchRole }: AssumableRole): string | undefined {
  if (switchRole?.displayName !== undefined) {
    return switchRole.displayName;
  }
  return [accountName, `${identity.roleName} @ ${account}`].find((name) => name !== undefined && (Token.isUnresolved(name) || name.length <= DISPLAY_NAME_LENGTH));
}

/** The characters that the console's form takes. */
export const DISPLAY_NAME_LENGTH = 64;
