import { Expiration, Token } from 'aws-cdk-lib/core';
import { AssumptionPattern } from './assumption-pattern';
import { timesInside } from './event-time-patterns';
import { checkComparableNetwork, sourcesInside } from './source-ip-patterns';
import { iamArn, stsArn } from '../core/arns';
import { checkedArguments } from '../core/runtime-types/check-types';
import { joinWithAnd } from '../core/text';
import { checkAccountIds, checkName, checkNotEmpty, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { AccessWindow } from '../trust/conditions/access-window';
import { toIamDate } from '../trust/conditions/iam-date';
import { TrustPolicy } from '../trust/trust-policy';

/** AWS's own id of a user or role, which no other ever has. */
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]{12,124}$/;

interface Filter {
  check(errors: ErrorContext): void;
  /** Which assumptions they are, once it is known to be right. */
  describe(): string;
  pattern(): AssumptionPattern;
  /** What is wrong with it for a role of this trust, which may grow until synth. */
  validate?(errors: ErrorContext, trust: TrustPolicy): string[];
}

/**
 * Which assumptions of a role are unusual, so that people are told of these alone.
 *
 * What the trust policy denies begins no session, and is no assumption. A filter that asks for the same as the trust policy tells
 * of a trust policy that somebody has changed. Bad input is an error of the construct that is given it.
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
   * Those at a time outside a window, such as the time that a project lasts.
   *
   * A window that has begun and does not end in this century is an error, as no assumption can be outside of it, and so is one that
   * has ended, as every assumption is.
   *
   * @param window When nobody needs to be told.
   */
  public static outsideWindow(window: AccessWindow): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `outside the window ${window._description}`,
      pattern: () => ({ both: { eventTime: [{ 'anything-but': { prefix: timesInside(window) } }] } }),
      check: (errors) => checkWindow(errors, window),
    });
  }

  /**
   * Those from an address outside some networks, as IPv4 and IPv6 addresses and CIDRs.
   *
   * Of IPv6, networks of /16, /32, /48 and /64 without a group of zeros can be told by the beginning of their addresses; any other
   * is an error. When somebody switches roles in the console, AWS itself assumes the role, and it is the console's own event that
   * has the address.
   *
   * @param networks Where nobody needs to be told, at least one, and no more than fit into an event pattern of 2,048 characters.
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
   */
  public static outsideNetworks(...networks: string[]): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `from outside ${joinWithAnd(networks)}`,
      pattern: () => ({ both: { sourceIPAddress: [{ 'anything-but': { wildcard: sourcesInside(networks) } }] } }),
      check: (errors) => {
        checkNotEmpty(errors, 'outsideNetworks', networks, 'name the networks that your people come from');
        networks.forEach((network) => checkComparableNetwork(errors, 'outsideNetworks', literal(errors, 'outsideNetworks', network)));
      },
    });
  }

  /**
   * Those by other IAM users than the ones named, as their sessions show it.
   *
   * It is an error unless `requireUserNameAsRoleSessionName` holds for everybody whom the role trusts, all of one account: else a
   * session can go by any name.
   *
   * @param userNames Of whom nobody needs to be told, at least one, by names without paths of at most 64 characters.
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
        checkNotEmpty(errors, 'exceptUsers', userNames, 'name the users whom you expect');
        userNames.forEach((name) => checkName(errors, 'exceptUsers', 'user', name));
      },
      validate: (errors, trust) => trust.namesSessionsByUser ? [] : [errors.message(
        'exceptUsers goes by the names of sessions, which are free to choose for some whom the role trusts',
        'require requireUserNameAsRoleSessionName and trust IAM users of the assuming account only, or use exceptPrincipals')],
    });
  }

  /**
   * Those by other users and roles than the ones given by AWS's own ids, such as `AIDACKCEVSQ6C2EXAMPLE` and `AROAJBP4A5WSXVNY72RLE`.
   *
   * Users and roles have another id when they are made anew under the same name. The ids are what
   * `aws iam get-user --query User.UserId` and `aws iam get-role --query Role.RoleId` print. A permission set has another role, and
   * so another id, in each account. It is decided by the event of the API call, which there is for the console too.
   *
   * @param uniqueIds Of whom nobody needs to be told, at least one.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
   */
  public static exceptPrincipals(...uniqueIds: string[]): AssumptionFilter {
    return new AssumptionFilter({
      describe: () => `by other principals than ${joinWithAnd(uniqueIds)}`,
      pattern: () => ({ api: { userIdentity: { principalId: [{ 'anything-but': { prefix: uniqueIds } }, { exists: false }] } }, console: 'none' }),
      check: (errors) => {
        checkNotEmpty(errors, 'exceptPrincipals', uniqueIds, 'give the ids of the principals whom you expect');
        uniqueIds.filter((id) => !Token.isUnresolved(id) && !UNIQUE_ID.test(id)).forEach((id) => errors.fail(
          `exceptPrincipals ${quoted(id)} is not the id of a user or role`, 'give what aws iam get-user and get-role print, such as "AIDACKCEVSQ6C2EXAMPLE"'));
      },
    });
  }

  /**
   * Those from other accounts than the ones named.
   *
   * @param accounts Of which nobody needs to be told, at least one, with 12 digits each.
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

  private constructor(private readonly filter: Filter) {}

  /** @internal */
  public get _description(): string {
    return this.filter.describe();
  }

  /** @internal */
  public get _pattern(): AssumptionPattern {
    return this.filter.pattern();
  }

  /** @internal */
  public _check(errors: ErrorContext): void {
    this.filter.check(errors);
  }

  /** @internal */
  public _validate(errors: ErrorContext, trust: TrustPolicy): string[] {
    return this.filter.validate?.(errors, trust) ?? [];
  }
}

const CENTURY_ENDS = Expiration.fromString('2100-01-01T00:00:00Z');

function checkWindow(errors: ErrorContext, window: AccessWindow): void {
  window._check(errors, 'outsideWindow');
  const { from, until } = window._limits;
  const now = toIamDate(Expiration.atTimestamp(Date.now()));
  if ((until ?? now) < now) {
    errors.fail(`outsideWindow has a window that ended on ${until}, so that every assumption is outside of it`, 'give one that has not ended, or leave filter out');
  }
  if ((from ?? now) <= now && (until === undefined || until >= toIamDate(CENTURY_ENDS))) {
    errors.fail(`outsideWindow has a window that began on ${from} and does not end, so that no assumption can be outside of it`, 'give a window that ends');
  }
}

function literal(errors: ErrorContext, prop: string, value: string): string {
  return Token.isUnresolved(value) ? errors.fail(`${prop} is a token, which cannot be compared with the beginning of an address`, 'give a literal') : value;
}
