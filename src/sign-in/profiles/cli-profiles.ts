import { awsCliProfile, cliUnsupportedReason } from './aws-cli';
import { awsVaultProfile } from './aws-vault';
import { CliProfilesConfig } from './cli-profiles-config';
import { baseAccounts, switchableRole, switchableRoleOfBase } from './extend-switch-roles';
import { grantedProfile } from './granted';
import { comments, file } from './ini';
import { Profile, profileOf } from './profile';
import { profileNames } from './profile-names';
import { steampipeAggregator, steampipeConnection } from './steampipe';
import { memoize } from '../../core/memoize';
import { AssumableRole } from '../assumable-role';

/** Computed on first use, because most apps never read their profiles. */
const namesOf = memoize(profileNames);

/**
 * Configuration files for command-line tools, with a profile for each role.
 *
 * Comments in the files name the placeholders that each user must replace, and the values that are known only at deployment. No two
 * profiles have the same name.
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

  private constructor(private readonly roles: AssumableRole[]) {}

  /** The names of the profiles, one for each role. */
  public get names(): string[] {
    return namesOf(this.roles).names;
  }

  /** @internal */
  public get _config(): CliProfilesConfig {
    return {
      notes: this.notes,
      snippets: () => this.profiles().map((profile) => ({
        name: profile.name, text: awsCliProfile(profile), unsupportedReason: cliUnsupportedReason(profile),
      })),
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
    return this.fileOf((profile) => awsCliProfile(profile));
  }

  /**
   * Sections for `~/.aws/config`, in the form that aws-vault reads.
   *
   * @see https://github.com/99designs/aws-vault/blob/master/USAGE.md
   */
  public get awsVault(): string {
    return this.fileOf(awsVaultProfile);
  }

  /**
   * Sections for `~/.aws/config`, in the form that Granted reads.
   *
   * @see https://docs.commonfate.io/granted/recipes/customizing
   */
  public get granted(): string {
    return this.fileOf(grantedProfile);
  }

  /**
   * The configuration of the browser extension AWS Extend Switch Roles in its simple form, which shows every role to every user.
   *
   * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
   */
  public get extendSwitchRoles(): string {
    return this.fileOf(switchableRole);
  }

  /**
   * The configuration of the browser extension AWS Extend Switch Roles in its complex form, which shows the roles only to users who
   * are signed in to the assuming account.
   *
   * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
   */
  public get extendSwitchRolesByBaseAccount(): string {
    return this.fileOf(switchableRoleOfBase, baseAccounts);
  }

  /**
   * Connections of Steampipe's AWS plugin, for `~/.steampipe/config/aws.spc`.
   *
   * They use the profiles in `awsCli`.
   *
   * @see https://hub.steampipe.io/plugins/turbot/aws
   */
  public get steampipe(): string {
    return this.fileOf(steampipeConnection, (profiles) => [steampipeAggregator(profiles)]);
  }

  private get notes(): string[] {
    return namesOf(this.roles).notes;
  }

  private profiles(): Profile[] {
    return this.roles.map((role, i) => profileOf(role, this.names[i]));
  }

  private fileOf(render: (profile: Profile) => string, before: (profiles: Profile[]) => string[] = () => []): string {
    const profiles = this.profiles();
    return file([...comments(this.notes), ...before(profiles), ...profiles.map(render)]);
  }
}
