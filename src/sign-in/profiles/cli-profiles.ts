import { awsCliProfile, cliUnsupportedReason } from './aws-cli';
import { awsVaultProfile } from './aws-vault';
import { CliProfilesConfig } from './cli-profiles-config';
import { baseAccounts, switchableRole, switchableRoleOfBase } from './extend-switch-roles';
import { grantedProfile } from './granted';
import { comment, comments, file } from './ini';
import { Profile } from './profile';
import { ProfileName, ProfileNames } from './profile-names';
import { ProfileSnippet } from './profile-snippet';
import { profilesOf } from './role-profiles';
import { steampipeConnections } from './steampipe';
import { AssumableRole } from '../assumable-role';

const NO_CALLER = 'no caller assumes the role by a profile';

/**
 * Configuration files for command-line tools, with a profile for each role and each kind of caller that the role trusts.
 *
 * Use it to write the profiles of all accounts into an output or a file.
 *
 * Comments in the files say which callers a profile is for. They name the placeholders that each user must replace, and the values that
 * are known only at deployment. No two profiles of an app have the same name.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
 * @example
 * const access = new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
 *   trusting: [TrustingTarget.scope(accountB)],
 * });
 * new CfnOutput(accountA, 'Profiles', { value: access.cliProfiles.awsCli });
 */
export class CliProfiles {
  /** @internal */
  public static _of(roles: AssumableRole[]): CliProfiles {
    return new CliProfiles(roles);
  }

  private constructor(private readonly roles: AssumableRole[]) {
    roles.forEach((role) => ProfileNames.of(role.scope).add(role));
  }

  /** The names of the profiles, one for each role and each kind of caller that the role trusts. */
  public get names(): string[] {
    return this.profilesByName().flatMap(([, profiles]) => profiles.map(({ name }) => name));
  }

  /** @internal */
  public get _config(): CliProfilesConfig {
    return {
      notes: this.notes,
      snippets: () => this.profilesByName().map(([name, profiles]) => snippetsOf(name, profiles)),
    };
  }

  /**
   * Sections for `~/.aws/config`, which the AWS CLI and the AWS SDKs read.
   *
   * A role that requires a source identity or session tags has no profile, because the file cannot set them. A comment says so.
   *
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  public get awsCli(): string {
    return this.fileOf((profiles) => profiles.map((profile) => awsCliProfile(profile)));
  }

  /**
   * Sections for `~/.aws/config`, in the form that aws-vault reads.
   *
   * @see https://github.com/99designs/aws-vault/blob/master/USAGE.md
   */
  public get awsVault(): string {
    return this.fileOf((profiles) => profiles.map(awsVaultProfile));
  }

  /**
   * Sections for `~/.aws/config`, in the form that Granted reads.
   *
   * @see https://docs.commonfate.io/granted/recipes/customizing
   */
  public get granted(): string {
    return this.fileOf((profiles) => profiles.map(grantedProfile));
  }

  /**
   * The configuration of the browser extension AWS Extend Switch Roles in its simple form, which shows every role to every user.
   *
   * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
   */
  public get extendSwitchRoles(): string {
    return this.fileOf((profiles) => [switchableRole(profiles)]);
  }

  /**
   * The configuration of the browser extension AWS Extend Switch Roles in its complex form, which shows the roles only to users who
   * are signed in to the assuming account.
   *
   * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
   */
  public get extendSwitchRolesByBaseAccount(): string {
    return this.fileOf((profiles) => [switchableRoleOfBase(profiles)], baseAccounts);
  }

  /**
   * Connections of Steampipe's AWS plugin, for `~/.steampipe/config/aws.spc`.
   *
   * They use the profiles in `awsCli`, except those that prompt for an MFA code, and query all Regions. A connection of the type
   * aggregator queries all accounts together, for each kind of caller.
   *
   * @see https://hub.steampipe.io/plugins/turbot/aws
   */
  public get steampipe(): string {
    return this.fileOf(() => [], steampipeConnections);
  }

  private get notes(): string[] {
    return this.roles.flatMap((role) => this.nameOf(role).note ?? []);
  }

  private nameOf(role: AssumableRole): ProfileName {
    return ProfileNames.of(role.scope).nameOf(role);
  }

  /** The profiles of each role, with the name of its first. */
  private profilesByName(): [name: string, profiles: Profile[]][] {
    return this.roles.map((role) => [this.nameOf(role).name, profilesOf(role, this.nameOf(role).name)]);
  }

  private fileOf(render: (profiles: Profile[]) => string[], before: (roles: Profile[][]) => string[] = () => []): string {
    const all = this.profilesByName();
    const roles = all.map(([, profiles]) => profiles).filter((profiles) => profiles.length > 0);
    const withoutProfile = all.filter(([, profiles]) => profiles.length === 0).map(([name]) => comment(`no profile ${name}: ${NO_CALLER}`));
    return file([...comments(this.notes), ...withoutProfile, ...before(roles), ...roles.flatMap(render)]);
  }
}

function snippetsOf(name: string, profiles: Profile[]): ProfileSnippet[] {
  return profiles.length === 0
    ? [{ name, caller: 'any', text: comment(`no profile ${name}: ${NO_CALLER}`), unsupportedReason: NO_CALLER }]
    : profiles.map((profile) => ({
      name: profile.name, caller: profile.caller.description, text: awsCliProfile(profile), unsupportedReason: cliUnsupportedReason(profile),
    }));
}
