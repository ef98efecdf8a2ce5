import { TargetAccount, OrganizationRole, TargetConfig } from './target-config';
import { TrustingTarget } from './trusting-target';
import { checkNotEmpty, firstRepeated } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** An account, and the target that lists it. */
export interface ResolvedAccount extends TargetAccount {
  readonly target: TrustingTarget;
}

/** Targets, checked together. */
export interface ResolvedTargets {
  /** The listed accounts, in order. */
  readonly accounts: ResolvedAccount[];
  /** The targets with a StackSet. */
  readonly stackSetTargets: TrustingTarget[];
  readonly organization?: OrganizationRole;
}

/** Checks that there is a target, and that each account is listed once and is not the assuming account. */
export function resolveTargets(errors: ErrorContext, targets: TrustingTarget[], assumingAccount: string): ResolvedTargets {
  checkNotEmpty(errors, 'trusting', targets, 'name at least one TrustingTarget');
  const accounts = targets.flatMap((target) => target._config.accounts(errors).map((known) => ({ ...known, target })));
  checkAccounts(errors, accounts.filter(({ isOfUnits }) => !isOfUnits), assumingAccount);
  checkStackSetsAreUnique(errors, targets.map(({ _config }) => _config));
  const ofUnits = targets.find(({ _config }) => _config.excludes);
  if (ofUnits) {
    checkNotReachedTwice(errors, accounts, ofUnits);
  }
  return { accounts, stackSetTargets: targets.filter(({ _config }) => _config.stackSet), organization: ofUnits?._config.organization };
}

function checkAccounts(errors: ErrorContext, accounts: TargetAccount[], assumingAccount: string): void {
  const ids = accounts.map(({ account }) => account);
  if (ids.includes(assumingAccount)) {
    errors.fail(`trusting names ${assumingAccount}, the assuming account itself`, 'name another account');
  }
  const repeated = firstRepeated(ids);
  if (repeated !== undefined) {
    errors.fail(`trusting names account ${repeated} more than once`, 'name each account once: it has one role of that name');
  }
}

/** One role needs at most one StackSet of a kind. */
function checkStackSetsAreUnique(errors: ErrorContext, configs: TargetConfig[]): void {
  const repeated = firstRepeated(configs.filter(({ stackSet }) => stackSet).map(({ label }) => label));
  if (repeated !== undefined) {
    errors.fail(`trusting has ${repeated} more than once`, 'name everything in one, or use another CrossAccountReadOnlyAccess with another roleName');
  }
}

/** Two stacks that make the same role fail, and the organization's ARN pattern makes another ARN redundant. */
function checkNotReachedTwice(errors: ErrorContext, accounts: ResolvedAccount[], ofUnits: TrustingTarget): void {
  const { excludes, label } = ofUnits._config;
  const reached = accounts.find(({ account, target }) => target !== ofUnits && !excludes!(account));
  if (reached) {
    errors.fail(`trusting names account ${reached.account} by ${reached.target._config.label}, and ${label} may reach it too`,
      'leave it out, exclude it from the units by accountFilter AccountFilter.allExcept, or use another CrossAccountReadOnlyAccess for accounts outside the organization');
  }
}
