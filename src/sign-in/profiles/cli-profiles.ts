import { awsCliProfile, cliUnsupportedReason } from './aws-cli';
import { awsVaultProfile } from './aws-vault';
import { baseAccounts, switchableRole, switchableRoleOfBase } from './extend-switch-roles';
import { grantedProfile } from './granted';
import { comments, file } from './ini';
import { NamedSnippet } from './named-snippet';
import { Profile, profileOf } from './profile';
import { profileNames } from './profile-names';
import { steampipeAggregator, steampipeConnection } from './steampipe';
import { memoize } from '../../core/memoize';
import { AssumableRole } from '../assumable-role';

/** Most roles are never asked for their profiles. */
const namesOf = memoize(profileNames);

/**
 * How command-line tools get into the roles of an access: the text of their configuration files.
 *
 * What each user puts in, and what only the deployment knows, is said in comments. No two profiles have one name.
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

  /**
   * What had to be changed in the profiles' names, so that no two are the same.
   *
   * @internal
   */
  public get _notes(): string[] {
    return namesOf(this.roles).notes;
  }

  /**
   * Sections for `~/.aws/config`, which the AWS CLI and the AWS SDKs read.
   *
   * A role that wants a source identity or session tags has none: the file cannot give them, and says so.
   *
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  public get awsCli(): string {
    return this.fileOf((profile) => awsCliProfile(profile));
  }

  /**
   * Sections for `~/.aws/config` as aws-vault reads it.
   *
   * @see https://github.com/99designs/aws-vault/blob/master/USAGE.md
   */
  public get awsVault(): string {
    return this.fileOf(awsVaultProfile);
  }

  /**
   * Sections for `~/.aws/config` as Granted reads it.
   *
   * @see https://docs.commonfate.io/granted/recipes/customizing
   */
  public get granted(): string {
    return this.fileOf(grantedProfile);
  }

  /**
   * The configuration of the browser extension AWS Extend Switch Roles in its simple form, which shows every role to everybody.
   *
   * @see https://github.com/tilfinltd/aws-extend-switch-roles#configuration
   */
  public get extendSwitchRoles(): string {
    return this.fileOf(switchableRole);
  }

  /**
   * The configuration of the browser extension AWS Extend Switch Roles in its complex form, which shows the roles to those who
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
   * They use the profiles of `awsCli`.
   *
   * @see https://hub.steampipe.io/plugins/turbot/aws
   */
  public get steampipe(): string {
    return this.fileOf(steampipeConnection, (profiles) => [steampipeAggregator(profiles)]);
  }

  /** @internal */
  public _snippets(): NamedSnippet[] {
    return this.profiles().map((profile) => ({ name: profile.name, text: awsCliProfile(profile), unsupportedReason: cliUnsupportedReason(profile) }));
  }

  private profiles(): Profile[] {
    return this.roles.map((role, i) => profileOf(role, this.names[i]));
  }

  private fileOf(render: (profile: Profile) => string, before: (profiles: Profile[]) => string[] = () => []): string {
    const profiles = this.profiles();
    return file([...comments(this._notes), ...before(profiles), ...profiles.map(render)]);
  }
}
