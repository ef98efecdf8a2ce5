import { TrustingTarget } from './targets/trusting-target';
import { TrustingRoleProps } from './trusting-role-props';

/** Properties of a `TrustingRoleStackSet`: those of its role, and the accounts that get the role. */
export interface TrustingRoleStackSetProps extends TrustingRoleProps {
  /**
   * Which accounts get the role: `TrustingTarget.stackSetToOrganizationalUnits(...)` or `TrustingTarget.stackSetToAccounts(...)`.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
   */
  readonly target: TrustingTarget;
}
