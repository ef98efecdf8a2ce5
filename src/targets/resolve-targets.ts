import { KnownAccount, RoleOfOrganization, TargetForm } from './target-config';
import { TrustingTarget } from './trusting-target';
import { checkNotEmpty, firstRepeated } from '../core/validate-names';
import { Place } from '../core/validation-error';

/** An account of a target. */
export interface AccountOfTarget extends KnownAccount {
  readonly target: TrustingTarget;
}

/** Targets that fit together. */
export interface KnownTargets {
  /** The accounts that are named, in order. */
  readonly accounts: AccountOfTarget[];
  /** The targets to which a StackSet brings the role. */
  readonly rolledOut: TrustingTarget[];
  readonly organization?: RoleOfOrganization;
}

/** Checks targets together: at least one, each account once, none the assuming one. */
export function knownTargets(at: Place, targets: TrustingTarget[], assumingAccount: string): KnownTargets {
  checkNotEmpty(at, 'trusting', targets, 'name at least one TrustingTarget');
  const accounts = targets.flatMap((target) => target._form.accounts(at).map((known) => ({ ...known, target })));
  checkAccounts(at, accounts, assumingAccount);
  checkFormsAreOnce(at, targets.map(({ _form }) => _form));
  const ofOrganization = targets.find(({ _form }) => _form.organization);
  if (ofOrganization) {
    checkNotReachedTwice(at, accounts, ofOrganization);
  }
  return { accounts, rolledOut: targets.filter(({ _form }) => _form.rollOut), organization: ofOrganization?._form.organization };
}

function checkAccounts(at: Place, accounts: KnownAccount[], assumingAccount: string): void {
  const ids = accounts.map(({ account }) => account);
  if (ids.includes(assumingAccount)) {
    at.reject(`trusting names ${assumingAccount}, the assuming account itself`, 'name another account');
  }
  const repeated = firstRepeated(ids);
  if (repeated !== undefined) {
    at.reject(`trusting names account ${repeated} more than once`, 'name each account once: it has one role of that name');
  }
}

/** Two StackSets for one role are a mistake, or one with more in it. */
function checkFormsAreOnce(at: Place, forms: TargetForm[]): void {
  const repeated = firstRepeated(forms.filter(({ rollOut }) => rollOut).map(({ label }) => label));
  if (repeated !== undefined) {
    at.reject(`trusting has ${repeated} more than once`, 'name everything in one, or make another access with another roleName');
  }
}

/** A role that two stacks make exists once, so that one of them fails; and an ARN that the organization's pattern covers is idle. */
function checkNotReachedTwice(at: Place, accounts: AccountOfTarget[], ofOrganization: TrustingTarget): void {
  const { organization, label } = ofOrganization._form;
  const reached = accounts.find(({ account, target }) => target !== ofOrganization && !organization!.leavesOut(account));
  if (reached) {
    at.reject(`trusting names account ${reached.account} by ${reached.target._form.label} beside ${label}, which may reach it too`,
      'leave it out, take it out of the units by accountFilter AccountFilter.allExcept, or make another access for accounts outside the organization');
  }
}
