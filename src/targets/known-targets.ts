import { Construct } from 'constructs';
import { TrustingTarget } from './trusting-target';
import { checkNotEmpty } from '../private/names';
import { Place } from '../private/validation-error';

/** A target with its account known. */
export interface KnownTarget {
  readonly account: string;
  /** Where the role is made, if it is made in this app. */
  readonly scope?: Construct;
}

/** Checks targets together: at least one, each another account, none the assuming one. */
export function knownTargets(at: Place, targets: TrustingTarget[], assumingAccount: string): KnownTarget[] {
  checkNotEmpty(at, 'trusting', targets, 'name at least one TrustingTarget');
  const seen = new Set<string>();
  return targets.map((target) => {
    const account = target._account(at);
    if (account === assumingAccount) {
      at.reject(`trusting names ${account}, the assuming account itself`, 'name another account');
    }
    if (seen.has(account)) {
      at.reject(`trusting names account ${account} more than once`, 'name each account once: it has one role of that name');
    }
    seen.add(account);
    return { account, scope: target._scope };
  });
}
