import { IConstruct } from 'constructs';
import { AccountDisplay, accountDisplay } from './account-display';
import { AccountStage } from './account-stage';
import { ANY_ACCOUNT, AssumableRole } from './assumable-role';
import { CliProfiles } from './profiles/cli-profiles';
import { SwitchRoleColor } from './switch-role/switch-role-color';
import { switchRoleLink } from './switch-role/switch-role-link';
import { partitionOf } from '../core/arns';
import { TrustPolicy } from '../trust/trust-policy';

/** What all roles of a `CrossAccountReadOnlyAccess` have in common. */
export type CommonRole = Omit<AssumableRole, 'partition' | 'account' | keyof AccountDisplay | 'isAlone'>;

/** The accounts that have the role. */
export interface SignInTargets {
  readonly accounts: {
    readonly account: string;
    readonly name?: string;
    readonly stage?: AccountStage;
    readonly color?: SwitchRoleColor;
    readonly scope?: IConstruct;
    /** The trust policy of the role, if this app makes it. */
    readonly trust?: TrustPolicy;
  }[];
  /** The accounts of an organization, of which the user chooses one. */
  readonly organization?: { readonly description: string; readonly trust?: TrustPolicy };
}

/** The sign-in information of a `CrossAccountReadOnlyAccess`: its roles, with their links and profiles. */
export class SignInInfo {
  /** The roles in accounts with a known id. */
  public readonly roles: AssumableRole[];

  /** The role of an organization, whose account the user chooses. */
  public readonly organizationRole?: AssumableRole;

  /** Describes the accounts of the organization that have the role. */
  public readonly organization?: string;

  public readonly cliProfiles: CliProfiles;

  constructor(common: CommonRole, { accounts, organization }: SignInTargets) {
    const isAlone = accounts.length + (organization ? 1 : 0) === 1;
    this.roles = accounts.map(({ account, scope = common.scope, trust = common.trust, ...display }) =>
      ({ ...common, ...accountDisplay(display), partition: partitionOf(scope), account, scope, trust, isAlone }));
    const ofOrganization = { ...common, partition: partitionOf(common.scope), account: ANY_ACCOUNT, isAlone };
    this.organizationRole = organization && { ...ofOrganization, trust: organization.trust ?? common.trust };
    this.organization = organization?.description;
    this.cliProfiles = CliProfiles._of(this.allRoles);
  }

  /** The links of the roles in `roles` that have one. */
  public get urls(): string[] {
    return this.roles.flatMap((role) => switchRoleLink(role).url ?? []);
  }

  public get allRoles(): AssumableRole[] {
    return [...this.roles, ...this.organizationRole ? [this.organizationRole] : []];
  }
}
