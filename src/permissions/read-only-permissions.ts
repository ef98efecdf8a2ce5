import { checkDenied } from './action-validation';
import { awsManagedPolicy } from './aws/aws-managed-policies';
import { customConfig } from './custom-permissions';
import { CustomPermissionsOptions } from './custom-permissions-options';
import { supportCasesFile } from './data';
import { allow, combined, EMPTY_LEVEL } from './permission-level';
import { PermissionsConfig, presetConfig } from './permissions-config';
import { scannerConfig } from './presets/scanner-recipes';
import { servicesConfig } from './presets/services';
import { Scanner } from './scanner';
import { ScannerOptions } from './scanner-options';
import { withoutDataAccessLevel } from './without-data-access';
import { checkedArguments } from '../core/runtime-types/check-types';
import { joinWithAnd } from '../core/text';

/** What the description of an AWS level says of data. */
const INCLUDED_DATA = /, including (some )?data(?= \(AWS's )/g;

/**
 * What a role or group may read: an AWS level or a custom one, which you can combine and narrow.
 *
 * Use it to allow less than `ReadOnlyAccess`, such as no data, or what a scanner needs.
 *
 * On a role, the level also limits everything that is attached later: see `permissionsBoundary` of the role.
 * The page `docs/levels.md` of the repository lists every action that each level allows.
 *
 * A role at any level is denied reads that hand out credentials or change something, such as `s3:GetDataAccess` and
 * `sqs:ReceiveMessage`. To allow one, name it in full in `custom`, and combine that with the level.
 *
 * A level that cannot work, such as one with an unknown action, is an error of the construct that uses it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   permissions: ReadOnlyPermissions.metadataOnly().combinedWith(ReadOnlyPermissions.billing()),
 * });
 */
@checkedArguments
export class ReadOnlyPermissions {
  /**
   * Everything that AWS classifies as read-only: the AWS managed policy `ReadOnlyAccess`.
   *
   * It also reads data: objects, items, messages, log lines, parameters, function code. See `withoutDataAccess`.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
   */
  public static readOnlyAccess(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('ReadOnlyAccess', 'everything that AWS classifies as read-only, including data');
  }

  /**
   * Which resources exist and how they are configured, but no data: the AWS managed policy `SecurityAudit`, without
   * every action that reads data, credentials or secrets.
   *
   * It reads no objects, items, messages, log events, query results, parameters, code, images, snapshots or console output. It
   * also denies environment variables and the like, except where the only action that lists a resource returns them too:
   * the page `docs/levels.md` of the repository names these actions.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
   */
  public static metadataOnly(): ReadOnlyPermissions {
    return ReadOnlyPermissions.securityAudit().withoutDataAccess();
  }

  /**
   * Lists of resources in all services, with little of their configuration: the AWS managed policy `ViewOnlyAccess`.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ViewOnlyAccess.html
   */
  public static viewOnly(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('job-function/ViewOnlyAccess', 'lists of resources in all services');
  }

  /**
   * Security configuration: the AWS managed policy `SecurityAudit`. It reads some data, such as function code.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
   */
  public static securityAudit(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('SecurityAudit', 'security configuration, including some data');
  }

  /**
   * Costs, bills and budgets: the AWS managed policy `AWSBillingReadOnlyAccess`. AWS's `job-function/Billing` can change them.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBillingReadOnlyAccess.html
   */
  public static billing(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('AWSBillingReadOnlyAccess', 'costs, bills and budgets');
  }

  /**
   * Support cases with their messages and attachments. AWS's `AWSSupportAccess` can open cases; this level only reads them.
   *
   * @see https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html
   */
  public static support(): ReadOnlyPermissions {
    return new ReadOnlyPermissions(presetConfig({ ...EMPTY_LEVEL, statements: [allow(supportCasesFile().actions)] }, 'support cases, with their messages and attachments'));
  }

  /**
   * What `ReadOnlyAccess` allows for the services that you name, and nothing else.
   *
   * @param services The prefixes of the services' actions, such as `s3` and `ec2`. At least one.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  public static services(...services: string[]): ReadOnlyPermissions {
    return new ReadOnlyPermissions(servicesConfig(services));
  }

  /**
   * What a scanner or vendor requires, by its own documentation.
   *
   * Many scanners read data, and some can write: the page `docs/permissions.md` of the repository says which. Write actions are left
   * out, unless you name them.
   *
   * @param scanner The scanner whose recipe to use.
   * @param options The version of the recipe, and the write actions to allow.
   */
  public static scanner(scanner: Scanner, options: ScannerOptions = {}): ReadOnlyPermissions {
    return new ReadOnlyPermissions(scannerConfig(scanner, options));
  }

  /**
   * Your own managed policies and statements, at least one of either.
   *
   * The role can do what they allow, and no write more, whatever is attached later. Of a managed policy whose
   * text this library does not know, such as an imported one, the role gets what `ReadOnlyAccess` allows too, with a warning.
   *
   * @param options The policies and statements.
   */
  public static custom(options: CustomPermissionsOptions): ReadOnlyPermissions {
    return new ReadOnlyPermissions(customConfig(options));
  }

  /** Nothing, until you attach policies. */
  public static none(): ReadOnlyPermissions {
    return new ReadOnlyPermissions(presetConfig(EMPTY_LEVEL, 'nothing, until policies are attached'));
  }

  private static aws(pathAndName: string, description: string): ReadOnlyPermissions {
    const level = { ...EMPTY_LEVEL, policies: [awsManagedPolicy(pathAndName)] };
    return new ReadOnlyPermissions(presetConfig(level, `${description} (AWS's ${pathAndName.split('/').pop()})`));
  }

  private constructor(
    /** @internal */
    public readonly _config: PermissionsConfig,
  ) {}

  /**
   * Combines this level with others: allows what any of them allows, and denies what any of them denies.
   *
   * @param others The levels to add.
   */
  public combinedWith(...others: ReadOnlyPermissions[]): ReadOnlyPermissions {
    const all = [this, ...others].map(({ _config }) => _config);
    return new ReadOnlyPermissions({
      level: combined(all.map(({ level }) => level)),
      description: all.map(({ description }) => description).join('; and '),
      checks: all.flatMap(({ checks }) => checks),
      chosen: combined(all.map(({ chosen }) => chosen)),
    });
  }

  /**
   * Denies actions, even if something else allows them.
   *
   * @param actions Actions or patterns, such as `s3:GetObject` or `ssm:GetParameter*`. Each must match a known action.
   */
  public withDenied(...actions: string[]): ReadOnlyPermissions {
    const { level, description, checks, chosen } = this._config;
    return new ReadOnlyPermissions({
      level: combined([level, { ...EMPTY_LEVEL, denied: actions }]),
      description: `${description}, but not ${joinWithAnd(actions)}`,
      checks: [...checks, (errors, prop) => actions.forEach((action) => checkDenied(errors, `${prop} withDenied()`, action))],
      chosen,
    });
  }

  /**
   * Denies every action that reads data, credentials or secrets, even if something else allows it.
   *
   * The page `docs/levels.md` of the repository lists the actions that each level would otherwise allow.
   */
  public withoutDataAccess(): ReadOnlyPermissions {
    const { level, description, checks, chosen } = this._config;
    return new ReadOnlyPermissions({
      level: combined([level, withoutDataAccessLevel()]),
      description: `${description.replace(INCLUDED_DATA, '')}, but no data, credentials or secrets`,
      checks,
      chosen,
    });
  }
}
