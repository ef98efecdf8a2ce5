import { Expiration, Token } from 'aws-cdk-lib/core';
import { AssumptionFilterConfig } from './assumption-filter-config';
import { prefixesInside } from './event-time-patterns';
import { checkComparableNetwork, wildcardsOfNetworks } from './source-ip-patterns';
import { iamArn, stsArn } from '../core/arns';
import { checkedArguments } from '../core/runtime-types/check-types';
import { joinWithAnd } from '../core/text';
import { checkAccountIds, checkName, checkNotEmpty, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { AccessWindow } from '../trust/conditions/access-window';
import { accessWindowLimits, checkAccessWindow, describeAccessWindow } from '../trust/conditions/access-window-condition';
import { toIamDate } from '../trust/conditions/iam-date';

/** The unique id of a user or role. AWS never reuses one. */
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]{12,124}$/;

/**
 * Selects unusual assumptions of a role, so that you are notified of these only.
 *
 * Use it if notifications of every assumption would be too many.
 *
 * A request that the trust policy denies is not an assumption. A filter that requires the same as the trust policy therefore matches
 * only after somebody has changed the trust policy. Bad input is an error of the construct that receives the filter.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @exampleMetadata fixture=monitoring
 * @example
 * role.onAssumed('FromElsewhere', {
 *   target: new targets.SqsQueue(queue),
 *   filter: AssumptionFilter.outsideNetworks('203.0.113.0/24'),
 * });
 */
@checkedArguments
export class AssumptionFilter {
  /**
   * Matches assumptions at a time outside a window, such as the duration of a project.
   *
   * A window that has begun and does not end in this century is an error, because no assumption can be outside it. A window that has
   * ended is an error, because every assumption is outside it.
   *
   * @param window The time in which you need no notification.
   */
  public static outsideWindow(window: AccessWindow): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `outside the window ${describeAccessWindow(window._config)}`,
      pattern: () => ({ both: { eventTime: [{ 'anything-but': { prefix: prefixesInside(window) } }] } }),
      check: (errors) => checkWindow(errors, window),
    });
  }

  /**
   * Matches assumptions from an address outside some networks.
   *
   * IPv6 networks must be /16, /32, /48 or /64 and have no group of zeros, or be single addresses; any other is an error. When a user
   * switches roles in the console, AWS calls `AssumeRole`, and the address of the user is in the event of the switch.
   *
   * @param networks IPv4 and IPv6 addresses and CIDRs from which you need no notification: at least one, and at most as many as fit
   * into an event pattern of 2,048 characters.
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
   */
  public static outsideNetworks(...networks: string[]): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `from outside ${joinWithAnd(networks)}`,
      pattern: () => ({ both: { sourceIPAddress: [{ 'anything-but': { wildcard: wildcardsOfNetworks(networks) } }] } }),
      check: (errors) => {
        checkNotEmpty(errors, 'outsideNetworks', networks, 'name the networks of your users');
        networks.forEach((network) => checkComparableNetwork(errors, 'outsideNetworks', literal(errors, 'outsideNetworks', network)));
      },
    });
  }

  /**
   * Matches assumptions by IAM users other than these.
   *
   * It compares session names. The role must set `requireUserNameAsRoleSessionName` and trust IAM users of the assuming account only;
   * otherwise it is an error, because a caller could choose any session name.
   *
   * @param userNames The users of whom you need no notification: at least one, without paths, of at most 64 characters each.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
   */
  public static exceptUsers(...userNames: string[]): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `by other users than ${joinWithAnd(userNames)}`,
      pattern: () => ({
        api: { requestParameters: { roleSessionName: [{ 'anything-but': userNames }] } },
        console: { userIdentity: { principalId: [{ 'anything-but': { suffix: userNames.map((name) => `:${name}`) } }] } },
      }),
      check: (errors) => {
        checkNotEmpty(errors, 'exceptUsers', userNames, 'name the users that you expect');
        userNames.forEach((name) => checkName(errors, 'exceptUsers', 'user', name));
      },
      validate: (errors, trust) => trust.namesSessionsByUser ? [] : [errors.message(
        'exceptUsers compares session names, which some trusted principals can choose freely',
        'set requireUserNameAsRoleSessionName and trust IAM users of the assuming account only, or use exceptPrincipals')],
    });
  }

  /**
   * Matches assumptions by users and roles other than these, given by unique id, such as `AIDACKCEVSQ6C2EXAMPLE`.
   *
   * A user or role that is deleted and recreated has a new id. `aws iam get-user --query User.UserId` and
   * `aws iam get-role --query Role.RoleId` print the ids. A permission set has another role, and so another id, in each account. The
   * filter matches the event of the API call, which exists for a switch in the console too.
   *
   * @param uniqueIds The ids of the users and roles of which you need no notification: at least one.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
   */
  public static exceptPrincipals(...uniqueIds: string[]): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `by other principals than ${joinWithAnd(uniqueIds)}`,
      pattern: () => ({ api: { userIdentity: { principalId: [{ 'anything-but': { prefix: uniqueIds } }, { exists: false }] } }, console: 'none' }),
      check: (errors) => {
        checkNotEmpty(errors, 'exceptPrincipals', uniqueIds, 'give the unique ids of the principals that you expect');
        uniqueIds.map((id) => errors.known(id)).filter((id) => !Token.isUnresolved(id) && !UNIQUE_ID.test(id)).forEach((id) => errors.fail(
          `exceptPrincipals ${quoted(id)} is not the unique id of a user or role`, 'give what aws iam get-user and get-role print, such as "AIDACKCEVSQ6C2EXAMPLE"'));
      },
    });
  }

  /**
   * Matches assumptions by callers in other accounts than these.
   *
   * @param accounts The ids of the accounts of which you need no notification: at least one, of 12 digits each.
   */
  public static exceptAccounts(...accounts: string[]): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `from other accounts than ${joinWithAnd(accounts)}`,
      pattern: () => ({
        api: { userIdentity: { accountId: [{ 'anything-but': accounts }, { exists: false }] } },
        console: {
          additionalEventData: {
            SwitchFrom: [{ 'anything-but': { prefix: accounts.flatMap((account) => [iamArn(account, ''), stsArn(account, '')]) } }, { exists: false }],
          },
        },
      }),
      check: (errors) => checkAccountIds(errors, 'exceptAccounts', accounts, 'name the accounts that you expect'),
    });
  }

  private constructor(
    /** @internal */
    public readonly _config: AssumptionFilterConfig,
  ) {}
}

const CENTURY_ENDS = Expiration.fromString('2100-01-01T00:00:00Z');

function checkWindow(errors: ErrorContext, window: AccessWindow): void {
  checkAccessWindow(errors, 'outsideWindow', window._config);
  const { from, until } = accessWindowLimits(window._config);
  const now = toIamDate(Expiration.atTimestamp(Date.now()));
  if ((until ?? now) < now) {
    errors.fail(`outsideWindow has a window that ended on ${until}, so every assumption is outside it`, 'give one that has not ended, or leave filter out');
  }
  if ((from ?? now) <= now && (until === undefined || until >= toIamDate(CENTURY_ENDS))) {
    errors.fail(`outsideWindow has a window that began on ${from} and does not end, so no assumption can be outside it`, 'give a window that ends');
  }
}

function literal(errors: ErrorContext, prop: string, value: string): string {
  return Token.isUnresolved(value) ? errors.fail(`${prop} is a token, which cannot be compared with the start of an address`, 'give a literal') : value;
}
