import { ANY_ACCOUNT, AssumableRole, SignInOptions } from './assumable-role';
import { CliProfiles } from './profiles/cli-profiles';
import { switchRoleLink } from './switch-role/switch-role-link';
import { ReadOnlyPermissions } from '../permissions/read-only-permissions';
import { ResolvedTargets } from '../targets/resolve-targets';
import { AccessWindow } from '../trust/conditions/access-window';

/** What is handed over besides. */
export interface SignInInfoOptions extends SignInOptions {
  readonly permissions?: ReadOnlyPermissions;
  readonly accessWindow?: AccessWindow;
  readonly description?: string;
}

/** What the roles of an access have in common. */
export type CommonRole = Pick<AssumableRole, 'scope' | 'assumingAccount' | 'identity' | 'trust'>;

/** An access as it is handed over to the people who use it. */
export class SignInInfo {
  /** The roles of all accounts that are named. */
  public readonly roles: AssumableRole[];

  /** The role of an organization, whose account is chosen by whoever uses it. */
  public readonly roleOfOrganization?: AssumableRole;

  /** Which accounts of an organization have the role. */
  public readonly organization?: string;

  public readonly permissions: string;
  public readonly description?: string;
  public readonly accessWindow?: AccessWindow;
  public readonly cliProfiles: CliProfiles;

  constructor(inCommon: CommonRole, { accounts, organization }: ResolvedTargets, options: SignInInfoOptions) {
    const { switchRole, cliProfile, maxSessionDuration } = options;
    const isAlone = accounts.length + (organization ? 1 : 0) === 1;
    const ofAny = { ...inCommon, account: ANY_ACCOUNT, isAlone, switchRole, cliProfile, maxSessionDuration };
    this.roles = accounts.map(({ account, name, scope }) => ({ ...ofAny, account, accountName: name, scope: scope ?? inCommon.scope }));
    this.roleOfOrganization = organization && ofAny;
    this.organization = organization?.description;
    this.permissions = (options.permissions ?? ReadOnlyPermissions._default)._description;
    this.description = options.description;
    this.accessWindow = options.accessWindow;
    this.cliProfiles = CliProfiles._of(this.allRoles);
  }

  /** The links to the roles that have one. */
  public get urls(): string[] {
    return this.roles.flatMap((role) => switchRoleLink(role).url ?? []);
  }

  public get allRoles(): AssumableRole[] {
    return [...this.roles, ...this.roleOfOrganization ? [this.roleOfOrganization] : []];
  }
}
