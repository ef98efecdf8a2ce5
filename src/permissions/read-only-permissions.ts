import { checkDenied, checkManagedPolicy, checkService, checkSids, checkStatement, checkWriteAction } from './action-validation';
import { awsManagedPolicy } from './aws/aws-managed-policies';
import { NagAcknowledgement } from './cdk-nag-acknowledgements';
import { CustomPermissionsOptions } from './custom-permissions-options';
import { contentReadsFile, supportCasesFile } from './data';
import { allow, combined, deny, isAllow, PermissionLevel, EMPTY_LEVEL } from './permission-level';
import { levelOfScanner, scannerRecipe, SCANNERS } from './presets/scanner-recipes';
import { serviceStatements } from './presets/service-statements';
import { Scanner } from './scanner';
import { ScannerOptions } from './scanner-options';
import { closestMatch } from '../core/did-you-mean';
import { checkedArguments } from '../core/runtime-types/check-types';
import { joinWithAnd } from '../core/text';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

type Check = (errors: ErrorContext, prop: string) => void;

/**
 * What may be read: a level of AWS's or of your own, combined with others and narrowed as you like.
 *
 * On a role, a level is also the most that the role can ever do: see `permissionsBoundary` of the role. What each level
 * allows, action by action, is in [levels.md](https://github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access/blob/main/docs/levels.md).
 *
 * A level that cannot work, such as one that names an action nobody knows, is an error of the construct that is given it.
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
   * Everything AWS calls read-only: the AWS managed policy `ReadOnlyAccess`.
   *
   * It reads data too: objects, items, messages, log lines, parameters, function code. See `withoutDataAccess`.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
   */
  public static readOnlyAccess(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('ReadOnlyAccess', 'everything that AWS calls read-only, data included');
  }

  /**
   * That things exist and how they are configured, and no content of theirs: the AWS managed policy `SecurityAudit`, less
   * every action that reads content, credentials or secrets.
   *
   * No objects, items, messages, log events, query results, parameters, code, images, snapshots or console output. Environment
   * variables and the like are denied too, but where the only action that lists a thing returns them with it:
   * [levels.md](https://github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access/blob/main/docs/levels.md) names those.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
   */
  public static metadataOnly(): ReadOnlyPermissions {
    return ReadOnlyPermissions.securityAudit().withoutDataAccess();
  }

  /**
   * Lists of things across all services: the AWS managed policy `ViewOnlyAccess`, with little of how they are configured.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ViewOnlyAccess.html
   */
  public static viewOnly(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('job-function/ViewOnlyAccess', 'lists of things across all services');
  }

  /**
   * What matters to security: the AWS managed policy `SecurityAudit`. It reads some content, such as function code.
   *
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
   */
  public static securityAudit(): ReadOnlyPermissions {
    return ReadOnlyPermissions.aws('SecurityAudit', 'what matters to security, some content included');
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
   * Support cases with their messages and attachments. AWS's `AWSSupportAccess` can open cases; this only reads them.
   *
   * @see https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html
   */
  public static support(): ReadOnlyPermissions {
    return new ReadOnlyPermissions({ ...EMPTY_LEVEL, statements: [allow(supportCasesFile().actions)] }, 'support cases, with their messages and attachments');
  }

  /**
   * What `ReadOnlyAccess` reads of certain services, and nothing else.
   *
   * @param services The prefixes that the services' actions have, such as `s3` and `ec2`. At least one.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  public static services(...services: string[]): ReadOnlyPermissions {
    const statements = serviceStatements(services);
    const requestedActions = statements.flatMap(({ actions }) => actions);
    return new ReadOnlyPermissions({ ...EMPTY_LEVEL, statements, requestedActions }, `what ReadOnlyAccess reads of ${joinWithAnd(services)}`, [(errors, prop) => {
      if (services.length === 0) {
        errors.fail(`${prop} is services() without a service`, 'name at least one, such as services(\'s3\')');
      }
      services.forEach((service) => {
        checkService(errors, `${prop} is services() with`, service);
        if (serviceStatements([service]).length === 0) {
          errors.fail(`${prop} is services() with ${quoted(service)}, of which ReadOnlyAccess reads nothing`, 'leave it out, or use custom() for it');
        }
      });
    }]);
  }

  /**
   * What a known scanner asks for.
   *
   * Many scanners read data, and some can write:
   * [What may be read](https://github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access/blob/main/docs/what-may-be-read.md) says which. Writes
   * are left out, unless they are named.
   *
   * @param scanner Whose recipe to follow.
   * @param options Which version of its recipe, and which of its writes.
   */
  public static scanner(scanner: Scanner, options: ScannerOptions = {}): ReadOnlyPermissions {
    const recipe = scannerRecipe(scanner);
    const { version, allowedWriteActions = [] } = options;
    const description = [`what the scanner ${recipe?.title} asks for`, ...allowedWriteActions.length > 0 ? [`and can write by ${joinWithAnd(allowedWriteActions)}`] : []].join(', ');
    return new ReadOnlyPermissions(recipe ? levelOfScanner(recipe, allowedWriteActions) : EMPTY_LEVEL, description, [(errors, prop) => {
      if (!recipe) {
        return errors.fail(`${prop} is scanner() with ${quoted(scanner)}, which is no known scanner`, `did you mean "${closestMatch(scanner, SCANNERS)}"?`);
      }
      if (version !== undefined && version !== recipe.version) {
        errors.fail(`${prop} is scanner("${scanner}") of version ${quoted(version)}, and this library has ${recipe.version}`,
          'see what has changed, and give the version that is here');
      }
      allowedWriteActions.filter((action) => !recipe.writes.includes(action)).forEach((action) => errors.fail(
        `${prop} is scanner("${scanner}") with the write action ${quoted(action)}, which its recipe does not have`,
        recipe.writes.length > 0 ? `use those of ${recipe.writes.join(', ')}` : 'leave it out'));
    }]);
  }

  /**
   * Managed policies and statements of your own choice, at least one of either.
   *
   * Statements on their own are the role's boundary too. With managed policies, the boundary is one of theirs or
   * `ReadOnlyAccess`. It is an error if it cuts away what a statement allows.
   *
   * @param options The policies and statements.
   */
  public static custom(options: CustomPermissionsOptions): ReadOnlyPermissions {
    const { managedPolicies = [], allowedWriteActions = [] } = options;
    const statements = (options.statements ?? []).map((statement) => statement.copy());
    const requestedActions = statements.filter(isAllow).flatMap(({ actions }) => actions);
    const level = combined([{ ...EMPTY_LEVEL, policies: managedPolicies, statements, requestedActions }]);
    const description = joinWithAnd([
      ...level.policies.map(({ managedPolicyArn }) => `the managed policy ${managedPolicyArn.split(':policy/').pop()}`),
      ...statements.filter(isAllow).map(({ actions }) => actions.join(', ')),
    ]);
    return new ReadOnlyPermissions(level, description, [(errors, prop) => {
      if (level.policies.length + statements.length === 0) {
        errors.fail(`${prop} is custom() without a managed policy or a statement`, 'give at least one, or use ReadOnlyPermissions.none()');
      }
      level.policies.forEach((policy) => checkManagedPolicy(errors, prop, policy));
      allowedWriteActions.forEach((action) => checkWriteAction(errors, `${prop} has the write action`, action));
      statements.forEach((statement) => checkStatement(errors, prop, statement, allowedWriteActions));
    }], EMPTY_LEVEL);
  }

  /** Nothing: permissions come from elsewhere, later or never. */
  public static none(): ReadOnlyPermissions {
    return new ReadOnlyPermissions(EMPTY_LEVEL, 'nothing, until policies are attached');
  }

  /**
   * What is read where nothing is said: one for all roles, so that what is made of it is made once.
   *
   * @internal
   */
  public static get _default(): ReadOnlyPermissions {
    return this.defaultPermissions ??= ReadOnlyPermissions.readOnlyAccess();
  }

  private static defaultPermissions?: ReadOnlyPermissions;

  private static aws(pathAndName: string, description: string): ReadOnlyPermissions {
    return new ReadOnlyPermissions({ ...EMPTY_LEVEL, policies: [awsManagedPolicy(pathAndName)] }, `${description} (AWS's ${pathAndName.split('/').pop()})`);
  }

  private constructor(
    /** @internal */
    public readonly _level: PermissionLevel,
    /**
     * What may be read, for people who read.
     *
     * @internal
     */
    public readonly _description: string,
    private readonly checks: Check[] = [],
    /** What of it this library has chosen: all but what users write themselves. */
    private readonly chosen = _level,
  ) {}

  /**
   * This and others together: what any of them allows, less what any of them denies.
   *
   * @param others The levels to add.
   */
  public combinedWith(...others: ReadOnlyPermissions[]): ReadOnlyPermissions {
    const all = [this, ...others];
    return new ReadOnlyPermissions(
      combined(all.map(({ _level }) => _level)), all.map(({ _description }) => _description).join('; and '), all.flatMap(({ checks }) => checks),
      combined(all.map(({ chosen }) => chosen)));
  }

  /**
   * This without certain actions, which are denied whatever else allows them.
   *
   * @param actions Actions or patterns, such as `s3:GetObject` or `ssm:GetParameter*`. Each must cover a known action.
   */
  public withDenied(...actions: string[]): ReadOnlyPermissions {
    const denials = { ...EMPTY_LEVEL, denied: actions };
    return new ReadOnlyPermissions(combined([this._level, denials]), `${this._description}, but not ${joinWithAnd(actions)}`, [...this.checks, (errors, prop) => {
      actions.forEach((action) => checkDenied(errors, `${prop} is withDenied()`, action));
    }], this.chosen);
  }

  /**
   * This without every action that reads content, credentials or secrets, which are denied whatever else allows them.
   *
   * [levels.md](https://github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access/blob/main/docs/levels.md) lists
   * those that each level would otherwise allow.
   */
  public withoutDataAccess(): ReadOnlyPermissions {
    const { patterns, always, onResources } = contentReadsFile();
    const denials = onResources.map(({ actions, resources }) => deny(actions, resources));
    const level = { ...EMPTY_LEVEL, statements: denials, denied: always, deniedIfAllowed: patterns };
    return new ReadOnlyPermissions(combined([this._level, level]), `${this._description}, but no content, credentials or secrets`, this.checks, this.chosen);
  }

  /**
   * Why it is as wide as it is, as far as this library has chosen it.
   *
   * @internal
   */
  public get _nagAcknowledgement(): NagAcknowledgement {
    const { policies, statements } = this.chosen;
    return { policies, statements, reason: 'A level of cdk-cross-account-read-only-access reads across the account; its docs name each action that AWS calls no read' };
  }

  /** @internal */
  public _check(errors: ErrorContext, prop: string): void {
    this.checks.forEach((check) => check(errors, prop));
    checkSids(errors, prop, this._level.statements);
  }
}
