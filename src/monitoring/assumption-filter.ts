import { Expiration, Token } from 'aws-cdk-lib/core';
import { AssumptionPattern } from './assumption-pattern';
import { timesInside } from './event-time-patterns';
import { checkComparableNetwork, sourcesInside } from './source-ip-patterns';
import { iamArn, stsArn } from '../core/arns';
import { checkedArguments } from '../core/runtime-types/check-types';
import { listed } from '../core/text';
import { checkAccountIds, checkName, checkNotEmpty, quoted } from '../core/validate-names';
import { Place } from '../core/validation-error';
import { AccessWindow } from '../trust/conditions/access-window';
import { inSeconds } from '../trust/conditions/iam-date';
import { TrustPolicy } from '../trust/trust-policy';

/** AWS's own id of a user or role, which no other ever has. */
const UNIQUE_ID = /^A(IDA|ROA)[A-Z0-9]{12,124}$/;

interface Filter {
  check(at: Place): void;
  /** Which assumptions they are, once it is known to be right. */
  words(): string;
  pattern(): AssumptionPattern;
  /** What is wrong with it for a role of this trust, which may grow until synth. */
  problems?(at: Place, trust: TrustPolicy): string[];
}

/**
 * Which assumptions of a role are unusual, so that people are told of these alone.
 *
 * What the trust policy denies begins no session, and is no assumption. A filter that asks for the same as the trust policy tells
 * of a trust policy that somebody has changed. Bad input is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @exampleMetadata fixture=watching
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
      words: () => `outside the window ${window._words}`,
      pattern: () => ({ both: { eventTime: [{ 'anything-but': { prefix: timesInside(window) } }] } }),
      check: (at) => checkWindow(at, window),
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
      words: () => `from outside ${listed(networks)}`,
      pattern: () => ({ both: { sourceIPAddress: [{ 'anything-but': { wildcard: sourcesInside(networks) } }] } }),
      check: (at) => {
        checkNotEmpty(at, 'outsideNetworks', networks, 'name the networks that your people come from');
        networks.forEach((network) => checkComparableNetwork(at, 'outsideNetworks', literal(at, 'outsideNetworks', network)));
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
      words: () => `by other users than ${listed(userNames)}`,
      pattern: () => ({
        api: { requestParameters: { roleSessionName: [{ 'anything-but': userNames }] } },
        console: { userIdentity: { principalId: [{ 'anything-but': { suffix: userNames.map((name) => `:${name}`) } }] } },
      }),
      check: (at) => {
        checkNotEmpty(at, 'exceptUsers', userNames, 'name the users whom you expect');
        userNames.forEach((name) => checkName(at, 'exceptUsers', 'user', name));
      },
      problems: (at, trust) => trust.namesSessionsByUser ? [] : [at.message(
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
      words: () => `by other principals than ${listed(uniqueIds)}`,
      pattern: () => ({ api: { userIdentity: { principalId: [{ 'anything-but': { prefix: uniqueIds } }, { exists: false }] } }, console: 'none' }),
      check: (at) => {
        checkNotEmpty(at, 'exceptPrincipals', uniqueIds, 'give the ids of the principals whom you expect');
        uniqueIds.filter((id) => !Token.isUnresolved(id) && !UNIQUE_ID.test(id)).forEach((id) => at.reject(
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
      words: () => `from other accounts than ${listed(accounts)}`,
      pattern: () => ({
        api: { userIdentity: { accountId: [{ 'anything-but': accounts }, { exists: false }] } },
        console: {
          additionalEventData: {
            SwitchFrom: [{ 'anything-but': { prefix: accounts.flatMap((account) => [iamArn(account, ''), stsArn(account, '')]) } }, { exists: false }],
          },
        },
      }),
      check: (at) => checkAccountIds(at, 'exceptAccounts', accounts, 'name the accounts that you expect'),
    });
  }

  private constructor(private readonly filter: Filter) {}

  /** @internal */
  public get _words(): string {
    return this.filter.words();
  }

  /** @internal */
  public get _pattern(): AssumptionPattern {
    return this.filter.pattern();
  }

  /** @internal */
  public _check(at: Place): void {
    this.filter.check(at);
  }

  /** @internal */
  public _problems(at: Place, trust: TrustPolicy): string[] {
    return this.filter.problems?.(at, trust) ?? [];
  }
}

const CENTURY_ENDS = Expiration.fromString('2100-01-01T00:00:00Z');

function checkWindow(at: Place, window: AccessWindow): void {
  window._check(at, 'outsideWindow');
  const { from, until } = window._limits;
  const now = inSeconds(Expiration.atTimestamp(Date.now()));
  if ((until ?? now) < now) {
    at.reject(`outsideWindow has a window that ended on ${until}, so that every assumption is outside of it`, 'give one that has not ended, or leave filter out');
  }
  if ((from ?? now) <= now && (until === undefined || until >= inSeconds(CENTURY_ENDS))) {
    at.reject(`outsideWindow has a window that began on ${from} and does not end, so that no assumption can be outside of it`, 'give a window that ends');
  }
}

function literal(at: Place, prop: string, value: string): string {
  return Token.isUnresolved(value) ? at.reject(`${prop} is a token, which cannot be compared with the beginning of an address`, 'give a literal') : value;
}
